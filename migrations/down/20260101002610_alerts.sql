drop table if exists public.ml_alert_log, public.ml_alerts;
