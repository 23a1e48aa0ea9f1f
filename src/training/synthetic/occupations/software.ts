import { defineField } from '../occupation.ts'

export const SOFTWARE = defineField({
  id: 'software',
  share: 26,
  remote: 0.5,
  industries:
    'Technology, Financial Technology, Online Retail, Gaming, Telecommunications, Cybersecurity',
  benefits:
    'Remote work, Flexible hours, Stock options, Learning budget, Home office stipend, Health insurance, 401(k), Unlimited PTO',
  topics: 'Git, Agile, Scrum, code review, Jira, Linux, unit testing, CI/CD, GitHub',
  tasks:
    'take part in code reviews, write technical documentation, estimate effort of features, track defects to closure, keep up with new technology, work in an agile team',
  occupations: [
    {
      id: 'frontend-developer',
      talent: 'Frontend Developer, Front-End Engineer, React Developer, UI Developer',
      job: 'Frontend Engineer, Web Developer (React), Front-End Developer',
      plural: 'Front-End Developers',
      pay: 104,
      near: 'fullstack-developer, mobile-developer, ui-designer, web-developer',
      tools:
        'JavaScript, TypeScript, React, CSS, HTML, Vue.js, Next.js, Redux, Tailwind CSS, Webpack',
      topics:
        'responsive design, web accessibility, browser performance, design systems, REST APIs',
      tasks:
        'build user interfaces, convert mock-ups into code, fix browser defects, measure page speed',
      duties: `
        turn design files into fast and accessible interfaces = build responsive screens together with product designers
        keep the component library tidy and documented = maintain a shared set of reusable UI parts
        chase down slow pages and shave seconds off their loading = improve load times and web vitals
        wire screens to back-end APIs and handle every failure state = integrate REST and GraphQL services on the client
        write tests that catch visual and behavioural regressions = cover the client code with automated tests`,
    },
    {
      id: 'backend-developer',
      talent: 'Backend Developer, Back-End Engineer, Server-Side Developer, API Developer',
      job: 'Backend Engineer, Software Engineer (Backend), API Engineer',
      plural: 'Back-End Developers',
      pay: 112,
      near: 'fullstack-developer, java-developer, python-developer, cloud-engineer, database-developer',
      tools: 'Node.js, PostgreSQL, Python, Go, Redis, Docker, Kafka, AWS, MongoDB, gRPC',
      topics: 'REST APIs, microservices, distributed systems, system design, caching, SQL',
      tasks:
        'design application interfaces, model data for services, profile slow queries, secure web services',
      duties: `
        design and ship services that stay up under heavy traffic = build reliable server components that scale
        model data and tune the queries behind it = own database schemas and their performance
        split an ageing monolith into services with clear borders = help move our platform towards microservices
        publish well documented APIs for mobile and web teams = define contracts that client teams consume
        answer pages at night and remove the cause the next day = share the on-call rota and follow up on incidents`,
    },
    {
      id: 'fullstack-developer',
      talent: 'Full Stack Developer, Fullstack Engineer, Full-Stack Web Developer',
      job: 'Full Stack Engineer, Software Engineer (Full Stack), Product Engineer',
      plural: 'Full-Stack Developers',
      pay: 108,
      near: 'frontend-developer, backend-developer, web-developer, python-developer',
      tools:
        'JavaScript, React, Node.js, TypeScript, PostgreSQL, Express, Docker, GraphQL, MongoDB, AWS',
      topics: 'REST APIs, web security, responsive design, system design, testing',
      tasks:
        'build web applications, design relational schemas, deploy web services, build user interfaces',
      duties: `
        carry features from the database up to the last pixel = deliver product features end to end
        talk with users and turn what hurts them into small releases = work closely with customers and ship in small steps
        set up pipelines so that every merge reaches production = automate build and release
        pick simple tools and keep the code base easy to change = keep technical debt under control
        build admin tools that spare the support team hours = create internal tooling for operations`,
    },
    {
      id: 'java-developer',
      talent: 'Java Developer, Java Engineer, Spring Developer',
      job: 'Java Software Engineer, Java Backend Developer, J2EE Developer',
      pay: 108,
      near: 'backend-developer, dotnet-developer, android-developer',
      tools:
        'Java, Spring Boot, Hibernate, Maven, Kafka, Oracle Database, JUnit, Jenkins, Kubernetes',
      topics: 'object-oriented design, microservices, SQL, design patterns, multithreading',
      tasks:
        'develop enterprise software, debug server code, migrate legacy applications, design application interfaces',
      duties: `
        develop transaction-heavy services on the JVM = implement business services in Java and Spring
        move old application servers to containers = modernise legacy Java EE applications
        tune garbage collection and thread pools = analyse and remove bottlenecks on the JVM
        write integration tests against real brokers and databases = assure quality through automated integration testing`,
    },
    {
      id: 'dotnet-developer',
      talent: '.NET Developer, C# Developer, ASP.NET Engineer',
      job: 'C# Software Engineer, .NET Core Developer, Software Developer (.NET)',
      pay: 102,
      near: 'java-developer, backend-developer, fullstack-developer',
      tools:
        'C#, ASP.NET Core, SQL Server, Entity Framework, Azure, Visual Studio, Blazor, Azure DevOps',
      topics: 'object-oriented design, REST APIs, SQL, dependency injection, microservices',
      tasks:
        'develop business applications, debug server code, write database procedures, migrate legacy applications',
      duties: `
        build line-of-business applications for finance and logistics clients = create web applications on the Microsoft stack
        move desktop programs to the web one screen at a time = port WinForms programs to ASP.NET Core
        write stored procedures and the services around them = develop data access in SQL Server
        gather needs from clerks and turn them into working software = analyse requirements with business departments`,
    },
    {
      id: 'python-developer',
      talent: 'Python Developer, Django Developer, Python Engineer',
      job: 'Python Software Engineer, Backend Developer (Python), Django Engineer',
      pay: 106,
      near: 'backend-developer, data-engineer, machine-learning-engineer, fullstack-developer',
      tools: 'Python, Django, FastAPI, PostgreSQL, Celery, Docker, pytest, Flask, Redis, AWS',
      topics: 'REST APIs, SQL, asynchronous programming, web scraping, automation',
      tasks:
        'develop web back ends, automate routine work, build data pipelines, debug server code',
      duties: `
        build web back ends and the scheduled jobs around them = develop Python services and background workers
        scrape, clean and load data from messy sources = integrate third-party data feeds
        wrap models of data scientists into services = bring analytical prototypes into production
        keep type hints, tests and dependencies in good order = uphold coding standards and test coverage`,
    },
    {
      id: 'mobile-developer',
      talent: 'Mobile Developer, React Native Developer, Flutter Developer, App Developer',
      job: 'Mobile Engineer, Mobile App Developer, Cross-Platform Developer',
      pay: 108,
      near: 'ios-developer, android-developer, frontend-developer',
      tools: 'React Native, Flutter, Dart, TypeScript, Firebase, Swift, Kotlin, Fastlane, Expo',
      topics:
        'mobile app design, push notifications, offline storage, app store release, REST APIs',
      tasks:
        'develop mobile applications, publish apps in stores, test on devices, build user interfaces',
      duties: `
        build apps for both stores from one code base = develop cross-platform apps for iOS and Android
        make apps work on trains and in cellars without signal = implement offline sync and local storage
        watch crash reports and fix the top offenders each week = monitor stability after each release
        bridge native modules where the framework ends = write native extensions where needed`,
    },
    {
      id: 'ios-developer',
      talent: 'iOS Developer, iOS Engineer, Swift Developer',
      job: 'iOS Engineer, iOS App Developer, Apple Platforms Engineer',
      pay: 116,
      near: 'mobile-developer, android-developer',
      tools: 'Swift, SwiftUI, Xcode, UIKit, Combine, Core Data, Objective-C, Fastlane, Firebase',
      topics: 'mobile app design, app store release, memory management, REST APIs, MVVM',
      tasks:
        'develop mobile applications, publish apps in stores, profile memory use, test on devices',
      duties: `
        craft smooth native apps for iPhone and iPad = develop new features for our iOS app
        move screens from UIKit to SwiftUI step by step = modernise the interface layer with SwiftUI
        look after certificates, builds and store reviews = own the App Store release process
        profile memory and battery use with Instruments = keep the app responsive and light`,
    },
    {
      id: 'android-developer',
      talent: 'Android Developer, Android Engineer, Kotlin Developer',
      job: 'Android Engineer, Android App Developer, Software Engineer (Android)',
      pay: 112,
      near: 'mobile-developer, ios-developer, java-developer',
      tools:
        'Kotlin, Android SDK, Jetpack Compose, Java, Gradle, Room, Firebase, Retrofit, Android Studio',
      topics: 'mobile app design, coroutines, MVVM, material design, app store release',
      tasks:
        'develop mobile applications, publish apps in stores, test on devices, profile memory use',
      duties: `
        write native apps that run well on cheap phones too = build Android features for a wide range of devices
        replace XML layouts with Compose = migrate the app to Jetpack Compose
        keep the build fast and modular = maintain a modular Gradle setup
        trace crashes back to odd devices and vendors = analyse crash data and improve stability`,
    },
    {
      id: 'web-developer',
      talent: 'Web Developer, WordPress Developer, PHP Developer, Freelance Web Developer',
      job: 'Web Developer, PHP/WordPress Developer, CMS Developer',
      pay: 72,
      near: 'frontend-developer, fullstack-developer, web-designer, seo-specialist',
      tools: 'PHP, WordPress, HTML, CSS, JavaScript, MySQL, Laravel, WooCommerce, jQuery, Shopify',
      topics:
        'responsive design, content management systems, search engine optimization, web hosting',
      tasks:
        'develop websites, maintain content management systems, migrate website content, build online shops',
      duties: `
        build sites and shops for small companies = develop client websites on common CMS platforms
        write themes and plugins from scratch = customise templates and extensions
        move old sites to new hosts without losing rankings = carry out relaunches and migrations
        train editors to look after their pages = support clients in editing content`,
    },
    {
      id: 'devops-engineer',
      talent: 'DevOps Engineer, Platform Engineer, Build and Release Engineer',
      job: 'DevOps Engineer, Infrastructure Engineer, Platform Engineer (Kubernetes)',
      pay: 120,
      near: 'site-reliability-engineer, cloud-engineer, systems-administrator, backend-developer',
      tools:
        'Kubernetes, Docker, Terraform, AWS, Jenkins, Ansible, Helm, GitLab CI, Prometheus, Bash',
      topics:
        'CI/CD, infrastructure as code, monitoring, networking, Linux administration, container orchestration',
      tasks:
        'automate deployments, operate container platforms, script routine administration, monitor production systems',
      duties: `
        give developers pipelines that deploy in minutes = build and run CI/CD for a dozen teams
        describe all infrastructure as code and review it like code = manage cloud resources with Terraform
        run clusters and keep them patched = operate our Kubernetes platform
        cut the cloud bill without hurting anybody = watch cost and capacity
        set up dashboards and alerts that mean something = improve observability of our systems`,
    },
    {
      id: 'site-reliability-engineer',
      talent: 'Site Reliability Engineer, SRE, Production Engineer',
      job: 'Site Reliability Engineer, SRE, Reliability Engineer',
      plural: 'Site Reliability Engineers',
      pay: 132,
      near: 'devops-engineer, cloud-engineer, systems-administrator',
      tools: 'Kubernetes, Prometheus, Grafana, Go, Python, Terraform, Linux, PagerDuty, GCP',
      topics:
        'incident response, observability, service level objectives, capacity planning, distributed systems',
      tasks:
        'respond to incidents, plan capacity, monitor production systems, run blameless reviews',
      duties: `
        set service objectives and defend the error budget = define SLOs with product teams
        lead incidents and the reviews that follow = coordinate response to outages
        write tooling that removes manual toil = automate operational work
        rehearse failures before they happen on their own = run load tests and failure drills`,
    },
    {
      id: 'cloud-engineer',
      talent: 'Cloud Engineer, AWS Engineer, Cloud Architect, Azure Engineer',
      job: 'Cloud Infrastructure Engineer, AWS Cloud Architect, Azure Cloud Engineer',
      pay: 124,
      near: 'devops-engineer, site-reliability-engineer, solutions-architect, network-engineer',
      tools: 'AWS, Azure, Terraform, Lambda, CloudFormation, IAM, Kubernetes, GCP, Python',
      topics:
        'cloud architecture, serverless, networking, cloud security, disaster recovery, cost management',
      tasks:
        'design cloud architecture, migrate systems to the cloud, manage access rights, plan disaster recovery',
      duties: `
        plan and carry out moves from data centres to the cloud = lead migrations of on-premise workloads
        set up landing zones, accounts and guard rails = design secure multi-account environments
        design serverless back ends that cost little when idle = build event-driven solutions
        test backups and recovery plans = ensure availability and disaster recovery`,
    },
    {
      id: 'qa-engineer',
      talent: 'QA Engineer, Software Tester, Test Automation Engineer, SDET',
      job: 'Quality Assurance Engineer, Software Test Engineer, QA Automation Engineer',
      plural: 'Software Quality Assurance Analysts and Testers',
      pay: 84,
      near: 'frontend-developer, devops-engineer, business-analyst',
      tools: 'Selenium, Cypress, Playwright, Postman, JMeter, TestRail, Java, Python, Appium',
      topics:
        'test automation, regression testing, test planning, API testing, exploratory testing',
      tasks: 'write test plans, execute software tests, report defects, automate test cases',
      duties: `
        plan tests from the first sketch of a feature on = define test strategy with developers early
        automate the boring checks and explore the rest by hand = extend automated suites and run exploratory sessions
        write bug reports that can be reproduced at first try = document and follow up defects
        measure load limits before customers find them = perform load and performance testing`,
    },
    {
      id: 'security-engineer',
      talent:
        'Security Engineer, Cybersecurity Analyst, Information Security Analyst, Penetration Tester',
      job: 'Information Security Engineer, Cyber Security Analyst, SOC Analyst',
      plural: 'Information Security Analysts',
      pay: 118,
      near: 'network-engineer, systems-administrator, cloud-engineer, compliance-officer',
      tools:
        'Splunk, Burp Suite, Wireshark, Metasploit, Nessus, CrowdStrike, Python, Active Directory',
      topics:
        'network security, vulnerability management, incident response, threat modeling, ISO 27001, identity management',
      tasks:
        'carry out penetration tests, investigate security incidents, manage access rights, advise on security risks',
      duties: `
        break into systems with permission and explain how to close the hole = conduct penetration tests and report findings
        watch logs for signs of intruders = monitor alerts and investigate suspicious activity
        harden servers, laptops and cloud accounts = implement security controls across the estate
        teach colleagues to spot phishing = run awareness training
        prepare for audits and answer client questionnaires = support certification and customer audits`,
    },
    {
      id: 'systems-administrator',
      talent: 'Systems Administrator, Linux Administrator, Windows Server Administrator, Sysadmin',
      job: 'System Administrator, IT Systems Engineer, Server Administrator',
      plural: 'Network and Computer Systems Administrators',
      pay: 80,
      remote: 0.2,
      near: 'network-engineer, devops-engineer, it-support-specialist, security-engineer',
      tools:
        'Windows Server, Active Directory, VMware, Linux, PowerShell, Microsoft 365, Bash, Veeam, Hyper-V',
      topics:
        'virtualization, backup and recovery, patch management, networking, identity management',
      tasks: 'administer servers, manage user accounts, plan backups, install software updates',
      duties: `
        keep servers patched, backed up and boring = maintain Windows and Linux servers
        create accounts and sort out rights = administer users and permissions
        plan the swap of ageing storage and hypervisors = carry out upgrades of the virtual platform
        take over tickets that the help desk cannot solve = provide third-level support`,
    },
    {
      id: 'network-engineer',
      talent: 'Network Engineer, Network Administrator, Cisco Engineer',
      job: 'Network Engineer, Network Infrastructure Specialist, LAN/WAN Engineer',
      pay: 90,
      remote: 0.2,
      near: 'systems-administrator, security-engineer, cloud-engineer, telecom-technician',
      tools: 'Cisco IOS, Juniper, Palo Alto, Wireshark, SolarWinds, Fortinet, Ansible, Meraki',
      topics:
        'routing and switching, TCP/IP, firewalls, VPN, BGP, wireless networks, network security',
      tasks:
        'configure routers, troubleshoot networks, design network architecture, monitor network traffic',
      duties: `
        plan and cable networks for offices and plants = design LAN, WAN and wireless solutions
        configure firewalls and site-to-site tunnels = administer perimeter security and VPN
        find out why packets get lost = analyse and resolve connectivity faults
        swap core switches at night without anybody noticing = carry out upgrades within maintenance windows`,
    },
    {
      id: 'it-support-specialist',
      talent: 'IT Support Specialist, Help Desk Technician, Desktop Support Technician',
      job: 'IT Support Technician, Service Desk Agent, ICT Help Desk Analyst',
      plural: 'Computer User Support Specialists',
      pay: 52,
      remote: 0.2,
      near: 'systems-administrator, network-engineer, customer-support-agent',
      tools:
        'Windows 11, Microsoft 365, Active Directory, ServiceNow, Zendesk, TeamViewer, macOS, Intune',
      topics:
        'troubleshooting, ticketing systems, hardware repair, customer service, remote support',
      tasks:
        'resolve support tickets, set up workstations, explain technology to users, replace computer parts',
      duties: `
        help people whose laptop has stopped listening = provide first-level support by phone and chat
        prepare machines for newcomers and collect them from leavers = set up workstations and accounts
        write short guides so that the same question comes once = maintain the knowledge base
        repair printers, docks and meeting rooms = fix hardware and conference equipment`,
    },
    {
      id: 'embedded-developer',
      talent: 'Embedded Software Engineer, Firmware Engineer, Embedded C Developer',
      job: 'Embedded Systems Developer, Firmware Developer, Embedded Software Developer',
      pay: 108,
      remote: 0.15,
      near: 'electronics-engineer, automation-engineer, game-developer, robotics-engineer',
      tools: 'C, C++, FreeRTOS, ARM Cortex-M, Embedded Linux, CAN bus, Yocto, Rust, JTAG',
      topics:
        'real-time systems, microcontrollers, device drivers, hardware debugging, functional safety',
      tasks: 'develop firmware, read circuit diagrams, test on hardware, write device drivers',
      duties: `
        write firmware for sensors and motor controllers = develop software for microcontroller-based devices
        bring up new boards with scope and logic analyser = commission prototypes together with hardware engineers
        squeeze code into kilobytes and microamps = optimise memory and power consumption
        document everything so that safety auditors are happy = work according to functional safety standards`,
    },
    {
      id: 'game-developer',
      talent: 'Game Developer, Unity Developer, Gameplay Programmer, Unreal Developer',
      job: 'Game Programmer, Unity Engineer, Gameplay Engineer',
      plural: 'Video Game Programmers',
      pay: 94,
      near: 'embedded-developer, game-designer, 3d-artist, mobile-developer',
      tools: 'Unity, C#, Unreal Engine, C++, Blender, Perforce, HLSL, Photon',
      topics: '3D graphics, game physics, multiplayer networking, shader programming, game design',
      tasks: 'program game mechanics, profile frame rate, build level tools, integrate artwork',
      duties: `
        program mechanics that feel good under the thumb = implement gameplay features from design documents
        hunt frame drops on consoles and phones = optimise performance on target platforms
        build editors that let designers work on their own = create tools for level designers
        bring animations, sound and effects together = integrate art and audio assets`,
    },
    {
      id: 'solutions-architect',
      talent: 'Solutions Architect, Software Architect, Enterprise Architect',
      job: 'IT Solution Architect, Technical Architect, Software Architect',
      pay: 148,
      near: 'cloud-engineer, backend-developer, it-project-manager, engineering-manager',
      tools: 'AWS, Azure, Kafka, Kubernetes, Enterprise Architect, Confluence, Java, PostgreSQL',
      topics:
        'system design, enterprise architecture, integration patterns, domain-driven design, technical leadership',
      tasks:
        'design system architecture, evaluate technology, advise on technical strategy, document design decisions',
      duties: `
        draw the target picture and the road towards it = define architecture for large programmes
        write down decisions with their reasons and costs = document and defend design choices
        sit between business heads and engineers and translate = align technical solutions with business goals
        review designs of several teams for fit and risk = guide development teams on standards`,
    },
    {
      id: 'engineering-manager',
      talent: 'Engineering Manager, Head of Engineering, Development Manager, CTO',
      job: 'Engineering Manager, Software Development Manager, VP of Engineering',
      plural: 'Computer and Information Systems Managers',
      pay: 160,
      near: 'solutions-architect, it-project-manager, product-manager, backend-developer',
      tools: 'Jira, GitHub, Confluence, AWS, Notion, Slack, Linear',
      topics:
        'people management, technical leadership, hiring, agile coaching, roadmap planning, budgeting, system design',
      tasks:
        'lead development teams, recruit engineers, plan releases, coach staff, set technical direction',
      duties: `
        grow engineers through honest feedback and stretch goals = lead, coach and review a team of developers
        plan quarters with product and keep promises small = agree on roadmap and capacity
        hire people who raise the bar for everyone = build the team through structured hiring
        keep delivery steady without heroics = remove obstacles and improve delivery process`,
    },
    {
      id: 'it-project-manager',
      talent: 'IT Project Manager, Technical Project Manager, Scrum Master, Agile Coach',
      job: 'ICT Project Manager, Scrum Master, Technical Program Manager',
      plural: 'Information Technology Project Managers',
      pay: 104,
      near: 'engineering-manager, product-manager, business-analyst, project-manager',
      tools: 'Jira, Confluence, Microsoft Project, Trello, Miro, Smartsheet, Azure DevOps',
      topics:
        'project management, stakeholder management, risk management, agile coaching, budgeting, PRINCE2, Kanban',
      tasks:
        'plan projects, report project status, manage project risks, facilitate team meetings, control budgets',
      duties: `
        steer software projects from kick-off to sign-off = manage delivery of IT projects on time and budget
        tell sponsors bad news early = report progress, risks and costs to the steering group
        run sprint meetings that people do not dread = facilitate agile ceremonies
        handle vendors and their contracts = coordinate external suppliers`,
    },
    {
      id: 'business-analyst',
      talent: 'Business Analyst, IT Business Analyst, Systems Analyst, Requirements Engineer',
      job: 'Business Systems Analyst, Requirements Analyst, IT Business Analyst',
      plural: 'Computer Systems Analysts',
      pay: 88,
      near: 'product-manager, it-project-manager, data-analyst, qa-engineer, management-consultant',
      tools: 'Jira, Confluence, Visio, SQL, Excel, BPMN, Power BI, Miro',
      topics:
        'requirements analysis, process modeling, stakeholder management, user stories, gap analysis, acceptance testing',
      tasks:
        'elicit requirements, model business processes, write user stories, support acceptance tests',
      duties: `
        interview departments and write down what they really need = gather and document requirements with stakeholders
        draw processes as they are and as they could be = analyse and redesign business processes
        slice wishes into stories that developers can build = prepare the backlog for delivery teams
        guide users through acceptance tests = coordinate acceptance testing and roll-out`,
    },
    {
      id: 'product-manager',
      talent: 'Product Manager, Product Owner, Head of Product',
      job: 'Product Manager, Digital Product Owner, Technical Product Manager',
      pay: 122,
      near: 'business-analyst, it-project-manager, ux-designer, marketing-manager, engineering-manager',
      tools: 'Jira, Figma, Amplitude, Mixpanel, SQL, Productboard, Miro, Google Analytics',
      topics:
        'product strategy, roadmap planning, user research, A/B testing, prioritization, stakeholder management',
      tasks:
        'define product vision, prioritise features, interview customers, measure product success',
      duties: `
        decide what to build next and say why = own the roadmap and its priorities
        spend a day a week with customers = conduct interviews and turn insight into requirements
        set one number that tells if a release worked = define and track success metrics
        keep sales, support and engineers on the same page = align departments around launches`,
    },
    {
      id: 'salesforce-developer',
      talent: 'Salesforce Developer, Salesforce Administrator, CRM Developer',
      job: 'Salesforce Engineer, Salesforce Consultant, CRM Application Developer',
      pay: 100,
      near: 'erp-consultant, business-analyst, fullstack-developer',
      tools: 'Salesforce, Apex, Lightning Web Components, SOQL, Sales Cloud, MuleSoft, Pardot',
      topics: 'CRM, workflow automation, data migration, REST APIs, requirements analysis',
      tasks:
        'configure CRM systems, automate sales workflows, migrate customer data, train system users',
      duties: `
        shape the CRM around how sales really works = configure and extend our Salesforce org
        write Apex only where clicks are not enough = develop components, triggers and flows
        merge duplicates and move data from spreadsheets = take care of data quality and migrations
        train sales teams and listen to complaints = support users and gather change requests`,
    },
    {
      id: 'erp-consultant',
      talent: 'SAP Consultant, ERP Consultant, SAP ABAP Developer, Dynamics Consultant',
      job: 'SAP S/4HANA Consultant, ERP Application Consultant, SAP Specialist',
      pay: 108,
      near: 'salesforce-developer, business-analyst, supply-chain-analyst, management-consultant',
      tools:
        'SAP S/4HANA, ABAP, SAP FI/CO, SAP MM, Microsoft Dynamics 365, SAP Fiori, NetSuite, SQL',
      topics:
        'ERP implementation, business processes, customizing, data migration, requirements analysis',
      tasks: 'configure ERP modules, run client workshops, migrate master data, train system users',
      duties: `
        lead workshops with purchasing, stock and finance = consult clients on logistics and finance processes
        customise modules and write the specs for the gaps = implement and configure ERP modules
        plan cut-over weekends and sit through them = accompany migration and go-live
        stay after launch until month-end closes calmly = provide hypercare and user training`,
    },
    {
      id: 'blockchain-developer',
      talent: 'Blockchain Developer, Smart Contract Engineer, Web3 Developer',
      job: 'Solidity Developer, Blockchain Engineer, Web3 Engineer',
      pay: 124,
      near: 'backend-developer, fullstack-developer, security-engineer',
      tools: 'Solidity, Ethereum, Hardhat, Rust, ethers.js, TypeScript, Foundry, IPFS',
      topics:
        'smart contracts, cryptography, decentralized finance, token standards, distributed systems',
      tasks: 'write smart contracts, audit contract code, design token models, secure web services',
      duties: `
        write contracts that hold money and sleep well = develop and deploy smart contracts
        audit code of others line by line = review contracts for vulnerabilities
        connect wallets and indexers to web apps = build dApp back ends and integrations
        keep transaction costs low = optimise gas consumption`,
    },
    {
      id: 'technical-writer',
      talent: 'Technical Writer, Documentation Specialist, API Writer',
      job: 'Technical Author, Documentation Engineer, Technical Communicator',
      pay: 78,
      near: 'content-writer, qa-engineer, business-analyst, translator',
      tools: 'Markdown, MadCap Flare, Confluence, Git, DITA, Adobe FrameMaker, OpenAPI, Snagit',
      topics:
        'technical writing, information architecture, API documentation, editing, content management',
      tasks:
        'write user manuals, edit technical texts, interview subject experts, structure information',
      duties: `
        explain difficult products in plain words = write user guides, release notes and tutorials
        pester engineers until the manual is true = gather information from subject experts
        keep docs in the same repository as code = run a docs-as-code tool chain
        prepare texts so that translators do not stumble = manage terminology and localisation`,
    },
    {
      id: 'database-developer',
      talent: 'Database Administrator, SQL Developer, DBA, PL/SQL Developer',
      job: 'Database Developer, Database Engineer, Oracle DBA',
      plural: 'Database Administrators',
      pay: 98,
      near: 'data-engineer, backend-developer, systems-administrator, bi-developer',
      tools: 'SQL Server, Oracle Database, PostgreSQL, MySQL, PL/SQL, T-SQL, MongoDB, SSIS, Redis',
      topics:
        'SQL, query optimization, backup and recovery, replication, data modeling, high availability',
      tasks:
        'administer databases, tune queries, plan backups, design relational schemas, secure stored data',
      duties: `
        keep databases fast, safe and restorable = administer and monitor production databases
        rewrite the ten queries that burn half the machine = tune queries, indexes and execution plans
        rehearse restores so that backups are more than hope = maintain backup, replication and failover
        review schema changes before they hurt = support developers in data modelling`,
    },
  ],
})
