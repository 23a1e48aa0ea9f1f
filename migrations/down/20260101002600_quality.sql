drop table if exists public.ml_process_samples, public.ml_feature_drift, public.ml_quality_days;
