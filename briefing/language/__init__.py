"""What the code knows about language: layout, dates, figures, names, copies, who says what.

Plain text in, plain values out. Nothing here reads a file, opens a socket, asks a model or knows a desk's subject;
what a desk knows (its spellings, its sources) is passed in.
"""
