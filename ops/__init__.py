"""What happens before and around Django: the environment, the database server, the processes of `./run`.

Everything here uses the standard library only, because most of it runs before the packages are installed.
"""
