UPDATE virtual_key SET
    alias = ?, user_id = ?, team_id = ?, models = ?, max_budget = ?, budget_seconds = ?, rpm_limit = ?, max_parallel = ?,
    expires_ms = ?, blocked = ?, metadata = ?, tpm_limit = ?, soft_budget = ?, budget_duration = ?,
    duration = ?, allowed_routes = ?
WHERE id = ? AND deleted_ms IS NULL
