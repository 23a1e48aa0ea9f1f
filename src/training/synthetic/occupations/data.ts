import { defineField } from '../occupation.ts'

export const DATA = defineField({
  id: 'data',
  share: 13,
  remote: 0.45,
  industries: 'Technology, Finance, Healthcare, Online Retail, Insurance, Research',
  benefits:
    'Flexible hours, Remote work, Learning budget, Conference budget, Stock options, Health insurance, Bonus, Paid parental leave',
  topics: 'SQL, Python, statistics, data visualization, Git, Excel, data quality, communication',
  tasks:
    'clean data sets, present findings to decision makers, document data sources, protect personal data, turn business questions into analyses',
  occupations: [
    {
      id: 'data-scientist',
      talent: 'Data Scientist, Applied Scientist, Decision Scientist',
      job: 'Data Scientist, Data Science Consultant, Applied Data Scientist',
      pay: 122,
      near: 'machine-learning-engineer, data-analyst, statistician, ai-researcher',
      tools: 'Python, scikit-learn, pandas, R, XGBoost, Jupyter, TensorFlow, Spark, Snowflake',
      topics:
        'machine learning, statistics, A/B testing, predictive modeling, experiment design, SQL, causal inference',
      tasks:
        'build predictive models, design experiments, mine data, interpret statistical results',
      duties: `
        build models that forecast churn, demand or risk = develop predictive models for business problems
        design experiments and read them honestly = plan and evaluate A/B tests
        explain numbers to people who dislike numbers = present results and recommendations to management
        find the signal in logs nobody has opened for years = explore large data sets for patterns
        hand models over with tests and monitoring = work with engineers to put models into production`,
    },
    {
      id: 'machine-learning-engineer',
      talent: 'Machine Learning Engineer, ML Engineer, MLOps Engineer, AI Engineer',
      job: 'Machine Learning Engineer, AI Engineer, MLOps Engineer, LLM Engineer',
      pay: 138,
      near: 'data-scientist, data-engineer, ai-researcher, python-developer, robotics-engineer',
      tools:
        'Python, PyTorch, TensorFlow, Kubernetes, MLflow, Docker, Hugging Face, AWS SageMaker, LangChain, Spark',
      topics:
        'deep learning, natural language processing, computer vision, MLOps, model serving, feature engineering',
      tasks: 'train neural networks, deploy models, build feature pipelines, monitor model drift',
      duties: `
        take models from notebook to a service with a budget of milliseconds = deploy and operate ML models in production
        build training pipelines that anyone can rerun = create reproducible training and evaluation pipelines
        fine-tune language models on company texts = adapt large language models to our domain
        watch drift and retrain before users notice = monitor quality of models in use`,
    },
    {
      id: 'data-engineer',
      talent: 'Data Engineer, ETL Developer, Big Data Engineer, Analytics Engineer',
      job: 'Data Engineer, Data Platform Engineer, ETL Engineer',
      pay: 118,
      near: 'machine-learning-engineer, bi-developer, database-developer, backend-developer, python-developer',
      tools:
        'Python, Apache Spark, Airflow, dbt, Snowflake, Kafka, Databricks, BigQuery, Scala, AWS Glue',
      topics: 'SQL, data modeling, ETL, data warehousing, streaming, data governance, data quality',
      tasks:
        'build data pipelines, model data warehouses, monitor data quality, integrate data sources',
      duties: `
        build pipelines that load billions of rows before breakfast = develop batch and streaming pipelines
        model the warehouse so that analysts find things = design tables for reporting and analytics
        add tests that stop bad data at the door = ensure quality and lineage of data
        tame storage and compute bills = optimise cost and performance of the platform`,
    },
    {
      id: 'data-analyst',
      talent: 'Data Analyst, Business Data Analyst, Reporting Analyst, Product Analyst',
      job: 'Data Analyst, Business Intelligence Analyst, Reporting Specialist',
      pay: 76,
      near: 'data-scientist, bi-developer, business-analyst, marketing-analyst, financial-analyst',
      tools: 'SQL, Excel, Tableau, Power BI, Python, Looker, Google Analytics, R',
      topics:
        'data visualization, reporting, statistics, KPI definition, data cleaning, A/B testing',
      tasks: 'analyse data, build dashboards, write ad hoc queries, present findings',
      duties: `
        build dashboards that people really open = create reports and dashboards for departments
        answer why sales dipped last Tuesday = run ad hoc analyses on business questions
        agree on what a metric means and write it down = define KPIs with stakeholders
        clean exports from five systems into one table = prepare and validate data from several sources`,
    },
    {
      id: 'bi-developer',
      talent: 'BI Developer, Power BI Developer, Tableau Developer, Data Warehouse Developer',
      job: 'Business Intelligence Developer, BI Engineer, Data Warehouse Specialist',
      plural: 'Business Intelligence Developers',
      pay: 94,
      near: 'data-analyst, data-engineer, database-developer',
      tools: 'Power BI, SQL Server, SSIS, DAX, Tableau, SSAS, Azure Data Factory, Qlik, Snowflake',
      topics: 'data warehousing, data modeling, ETL, SQL, reporting, dimensional modeling',
      tasks: 'build dashboards, model data warehouses, gather reporting needs, tune queries',
      duties: `
        design star schemas and the reports on top = develop data marts and self-service reports
        replace spreadsheet jungles with one source = consolidate reporting across departments
        secure rows so that each region sees its own = implement access concepts in reports
        speed up models that took an hour to refresh = optimise data loads and queries`,
    },
    {
      id: 'ai-researcher',
      talent: 'AI Researcher, Research Scientist, Computer Vision Researcher, NLP Scientist',
      job: 'Research Scientist (Machine Learning), AI Research Engineer, NLP Researcher',
      plural: 'Computer and Information Research Scientists',
      pay: 150,
      near: 'machine-learning-engineer, data-scientist, statistician, physicist',
      tools: 'Python, PyTorch, JAX, CUDA, LaTeX, C++, Hugging Face, Slurm',
      topics:
        'deep learning, reinforcement learning, natural language processing, computer vision, scientific writing, optimization',
      tasks:
        'conduct research, publish scientific papers, train neural networks, supervise students',
      duties: `
        read, doubt, reproduce and then improve published methods = carry out research on new learning methods
        run large experiments on clusters of GPUs = design and evaluate experiments at scale
        publish at conferences and release the code = publish results and contribute to open source
        turn the one idea in ten that works into a product feature = transfer research into products`,
    },
    {
      id: 'statistician',
      talent: 'Statistician, Biostatistician, Quantitative Analyst',
      job: 'Biostatistician, Statistical Programmer, Statistician',
      pay: 100,
      near: 'data-scientist, actuary, epidemiologist, market-researcher',
      tools: 'R, SAS, Stata, Python, SPSS, Stan, Excel',
      topics:
        'statistical modeling, survey design, clinical trials, Bayesian inference, sampling, time series analysis',
      tasks:
        'design surveys, calculate sample sizes, write statistical reports, interpret statistical results',
      duties: `
        plan sample sizes before anyone collects data = contribute to study design and sample size planning
        write analysis plans and stick to them = prepare and carry out statistical analyses
        program tables and figures for regulators = produce validated outputs for submissions
        talk colleagues out of wrong conclusions = advise researchers on methods`,
    },
    {
      id: 'gis-specialist',
      talent: 'GIS Specialist, GIS Analyst, Geospatial Developer, Cartographer',
      job: 'Geographic Information Systems Analyst, GIS Technician, Geospatial Engineer',
      plural: 'Cartographers and Geographic Information Specialists',
      pay: 70,
      near: 'data-analyst, surveyor, environmental-scientist, urban-planner',
      tools: 'ArcGIS, QGIS, PostGIS, Python, AutoCAD, Google Earth Engine, GDAL',
      topics: 'spatial analysis, remote sensing, cartography, GPS, data modeling',
      tasks: 'create maps, collect field data, digitise plans, analyse satellite images',
      duties: `
        turn field surveys and satellite images into maps = produce thematic maps and spatial analyses
        keep layers of roads, pipes and parcels up to date = maintain geodatabases for utilities
        script the clicks that nobody wants to repeat = automate geoprocessing workflows
        advise planners on flood zones and sites = support planning with location studies`,
    },
  ],
})
