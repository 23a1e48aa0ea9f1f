import type { SkillTable } from './index.ts'

/** Clouds, operations, security, databases, data and machine learning. */
export const CLOUD_AND_DATA: SkillTable = [
  [
    'cloud',
    `
Amazon Web Services | aws, amazon aws, aws cloud, amazon cloud
Google Cloud Platform | gcp, google cloud, google cloud services
Microsoft Azure | azure, azure cloud, ms azure, windows azure
AWS Lambda | lambda functions, amazon lambda
Amazon EC2 | ec2, elastic compute cloud
Amazon S3 | s3, aws s3, amazon simple storage service
Heroku
DigitalOcean | digital ocean
Cloudflare
Vercel
Netlify
Firebase | google firebase, firestore
Supabase
OpenStack | open stack
OpenShift | red hat openshift
Oracle Cloud | oci, oracle cloud infrastructure
IBM Cloud | bluemix
Alibaba Cloud | aliyun
Cloud computing | ~cloud, cloud technologies, cloud infrastructure
Cloud architecture | cloud native, cloud-native architecture
Virtualization | virtualisation, virtual machines
VMware | vmware vsphere, vsphere, esxi
~Software as a service | ~saas
`,
  ],
  [
    'operations',
    `
Docker | docker container, docker containers, docker engine
Docker Compose
Kubernetes | k8s, kube, aks, eks, gke
!Helm | helm charts, helm chart
Containerization | containerisation, ~containers, container orchestration
Terraform | opentofu
Pulumi
Ansible | ansible playbooks, ansible playbook
!Chef | chef infra, chef automation
!Puppet | puppet automation
!Salt | saltstack
Infrastructure as code | iac
AWS CloudFormation | cloudformation, cloud formation
CI/CD | cicd, continuous integration, continuous delivery, continuous deployment, continuous integration continuous delivery, build pipelines, ^CI
Jenkins | jenkins ci
GitHub Actions | gh actions
GitLab CI | gitlab ci cd
CircleCI | circle ci
Travis CI | travisci
TeamCity | team city
Azure DevOps | azure pipelines, vsts, team foundation server, tfs
Argo CD | argocd
GitOps | git ops
DevOps | dev ops, devops engineering
DevSecOps | dev sec ops
Site reliability engineering | ^SRE, site reliability
Platform engineering | internal developer platform
!Prometheus
Grafana
Datadog | data dog
New Relic | newrelic
Splunk
ELK Stack | elk, elastic stack, logstash, kibana
OpenTelemetry | otel, open telemetry
~Monitoring | system monitoring, observability, application monitoring, infrastructure monitoring
Nagios
Linux | gnu linux, linux administration, linux system administration, linux os
Ubuntu | ubuntu linux, kubuntu, xubuntu, lubuntu
Debian | debian linux
Red Hat Enterprise Linux | rhel, centos, red hat linux, redhat
!Fedora | fedora linux, fedora workstation
Unix | unix administration, solaris, aix
Windows Server | microsoft windows server, windows server administration
Microsoft Windows | ~windows, windows 10, windows 11, ms windows, windows os
macOS | mac os, os x, osx, mac os x, ^MAC
Active Directory | azure ad, azure active directory, entra id, microsoft entra
NGINX
Apache HTTP Server | ~apache, apache web server, httpd
System administration | sysadmin, systems administration, system administrator
Computer networking | networking protocols, tcp ip, network engineering, ~networking, ~network, lan wan, computer networks
Network administration | network management
Cisco networking | cisco ios, cisco routers, cisco
^DNS | domain name system
Load balancing | load balancer
Virtual private networks | vpn, virtual private network
Technical support | it support, desktop support, help desk, helpdesk, it helpdesk, tech support, service desk
Troubleshooting | trouble shooting, fault finding
ITIL | information technology infrastructure library
ServiceNow | service now
Hardware repair | computer hardware, pc repair, computer repair
Backup and recovery | data backup, disaster recovery, data recovery
`,
  ],
  [
    'security',
    `
Cybersecurity | cyber security, information security, infosec, it security, computer security
Penetration testing | pentesting, pen testing, pentest, ethical hacking
Network security
Application security | appsec, secure coding
Cloud security
Identity and access management | iam, identity management, access management
Single sign-on | sso
SIEM | security information and event management
Incident response | security incident response
Vulnerability assessment | vulnerability management, vulnerability scanning
Threat modeling | threat modelling, threat intelligence, threat analysis
Firewalls | firewall, firewall administration
Cryptography | encryption
TLS | ssl, ssl tls, transport layer security
Digital forensics | computer forensics
OWASP | owasp top 10, owasp top ten
Malware analysis | reverse engineering malware
ISO 27001 | iso27001, iso iec 27001
SOC 2 | soc2
Metasploit
Wireshark
Burp Suite | burpsuite
Nessus | tenable nessus
`,
  ],
  [
    'database',
    `
PostgreSQL | postgres, postgre, psql, pgsql, postgre sql
MySQL | my sql, mysql cluster
MariaDB | maria db
SQLite | sqlite3
Microsoft SQL Server | sql server, mssql, ms sql, ms sql server, mssqlserver, sqlserver
Oracle Database | oracle, oracle db, oracle rdbms, oracle 11g, oracle 12c
MongoDB | mongo, mongo db
Redis | redis cache
Apache Cassandra | cassandra
Elasticsearch | elastic search, opensearch
DynamoDB | dynamo db, amazon dynamodb
Neo4j
CouchDB | apache couchdb
Couchbase
InfluxDB
IBM Db2 | db2
Microsoft Access | access database, !access
Teradata | teradata database
Cosmos DB | cosmosdb, azure cosmos db
NoSQL | no sql, nosql databases
Database administration | dba, database management, database administrator, database admin
Database design | data modelling, data modeling, data model, database modeling, schema design
Relational databases | rdbms, relational database, relational database management system
Graph databases | graph database
Vector databases | vector database, pgvector, pinecone, milvus, weaviate
FileMaker | filemaker pro
Memcached
Database | databases, ^DB
`,
  ],
  [
    'data engineering',
    `
Apache Spark | !spark, pyspark, spark sql, databricks spark
Apache Hadoop | hadoop, hdfs, mapreduce, map reduce
Apache Kafka | kafka, confluent kafka
Apache Airflow | airflow
Apache Flink | flink
Apache Hive | !hive, hiveql
Apache Beam | google dataflow
Databricks | data bricks
!Snowflake | snowflake data warehouse
Google BigQuery | bigquery, big query, ^BQ
Amazon Redshift | redshift
dbt | data build tool
ETL | elt, extract transform load, extract transform and load, etl pipelines, etl development
Data engineering | data pipelines, data pipeline
Data warehousing | data warehouse, dwh, data warehouse design
Data lakes | data lake, data lakehouse, lakehouse
Data governance | data quality, data stewardship
Data migration
Data integration
Big data | bigdata
RabbitMQ | rabbit mq
Message queues | message queue, message broker, messaging queues
Informatica PowerCenter | informatica
Talend
SQL Server Integration Services | ssis
Apache NiFi | nifi
Web scraping | web crawling, data scraping, ~scraping
Event streaming | stream processing, data streaming
`,
  ],
  [
    'data analysis',
    `
Data analysis | data analytics, data analyst, analyzing data, analysing data
Data visualization | data visualisation, dataviz, data viz, visualizing data, visualising data
Business intelligence | ^BI, business intelligence tools
Tableau | tableau desktop, tableau software
Power BI | powerbi, microsoft power bi, ms power bi, dax
Looker | google looker, lookml, looker studio, google data studio
Qlik | qlikview, qlik sense, qliksense
SQL Server Reporting Services | ssrs
Crystal Reports | sap crystal reports
^SAS | sas programming, statistical analysis system, sas studio, sas viya, sas enterprise guide
SPSS | ibm spss, spss statistics
Stata
Statistics | statistical analysis, statistical modeling, statistical modelling, applied statistics, statistical methods
A/B testing | ab testing, split testing, a b tests, ~experimentation
Pandas | python pandas
NumPy
SciPy
Jupyter | jupyter notebook, jupyter notebooks, jupyterlab, ipython, ipython notebook, ipynb
Matplotlib
Seaborn
Minitab
tidyverse | dplyr, ggplot2, ggplot
Apache Superset | superset
Alteryx
Time series analysis | time series, time series forecasting
~Forecasting | demand forecasting
Predictive modeling | predictive analytics, predictive modelling
Data mining
Geographic information systems | gis, geospatial analysis, geographic information system
ArcGIS | esri arcgis, arc gis
QGIS
Google Analytics | ga4, google analytics 4
Survey design | questionnaire design, survey research
Econometrics
Operations research | linear programming, mathematical optimization
Data science | data scientist
Data entry | data input, data capture
`,
  ],
  [
    'machine learning',
    `
Machine learning | ^ML, ml algorithms, statistical learning
Deep learning | deep neural networks, deep neural network, ^DL
Artificial intelligence | ^AI, machine intelligence
Natural language processing | nlp, text mining, natural language understanding, computational linguistics
Computer vision | image recognition, opencv, object detection, machine vision
Image processing | digital image processing
Large language models | llm, llms, large language model, gpt
Generative AI | gen ai, genai, generative artificial intelligence
Prompt engineering | prompting, prompt design
Retrieval-augmented generation | ^RAG
TensorFlow | tensor flow
PyTorch | py torch, ~torch
Keras
scikit-learn | sklearn, sci-kit learn, scikit
XGBoost | gradient boosting
LightGBM
CatBoost
Hugging Face | huggingface, hugging face transformers
LangChain | lang chain
Neural networks | neural network, artificial neural networks, convolutional neural networks
Reinforcement learning
Recommender systems | recommendation systems, recommendation engine, recommender system
MLOps | ml ops, machine learning operations
MLflow
Kubeflow
Amazon SageMaker | sagemaker
Feature engineering | feature extraction, feature selection
Speech recognition | asr, automatic speech recognition
Generative adversarial networks | gan, gans, generative adversarial network
Robotics | robot programming
Chatbots | chatbot, chat bot, conversational ai
Bioinformatics | computational biology
Quantum computing | quantum computer
`,
  ],
]
