"""The registers of risks and issues of the programme and its projects."""
