"""Work injury insurance 工伤保险: premium, recognition, what is paid on injury, on leaving and on death."""
