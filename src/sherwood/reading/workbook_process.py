"""Reads the workbook on standard input within a limit of memory; writes its sheets to standard output as Arrow.

Ends with 3 when the workbook is protected by a password, 4 when it is damaged. See `workbooks`.
"""

import resource
import sys

import pyarrow as pa
import python_calamine

from sherwood.reading.workbooks import read_workbook

MEMORY = 4 << 30


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        for name, is_hidden, grid in read_workbook(sys.stdin.buffer.read()):
            told = grid.replace_schema_metadata({"name": name, "hidden": "yes" if is_hidden else "no"})
            with pa.ipc.new_stream(sys.stdout.buffer, told.schema) as stream:
                stream.write_table(told)
    except python_calamine.PasswordError:
        return 3
    except MemoryError:
        return 5
    except Exception:
        return 4
    return 0


if __name__ == "__main__":
    sys.exit(main())
