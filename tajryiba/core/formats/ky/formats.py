"""Kyrgyz dates and numbers: Django's own file for ky lacks the year's word order that people write."""

DATE_FORMAT = "Y-ж. j-E"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "Y-ж. j-E, H:i"
YEAR_MONTH_FORMAT = "Y-ж. F"
MONTH_DAY_FORMAT = "j-F"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"
FIRST_DAY_OF_WEEK = 1
DATE_INPUT_FORMATS = ["%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"]
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
