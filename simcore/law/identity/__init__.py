"""The citizen ID number 公民身份号码, which is the social security number."""
