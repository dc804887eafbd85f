SELECT began_ms, ended FROM run
