SELECT width, until FROM rollup_width
