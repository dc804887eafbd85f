UPDATE rollup_width SET until = ? WHERE width = ?
