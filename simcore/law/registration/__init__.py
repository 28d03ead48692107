"""Registration, declaration and payment 登记、申报、缴费: by when each is to be done."""
