"""A school as tables: an Excel workbook or a folder of CSV files, derived from the models themselves.

``layout`` turns the models into tables and columns, ``cells`` turns values into cells and back, ``flatten``
makes rows of a school's plain data and ``gather`` the reverse, with the place of every value. ``excel`` and
``folder`` are the two ways to store tables. A field that is added to a model is a column by itself.
"""
