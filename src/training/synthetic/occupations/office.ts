import { defineField } from '../occupation.ts'

export const FINANCE = defineField({
  id: 'finance',
  share: 7,
  remote: 0.25,
  industries: 'Banking, Insurance, Accounting, Asset Management, Consulting, Manufacturing',
  benefits:
    'Bonus, Health insurance, Pension plan, Flexible hours, Tuition reimbursement, Hybrid work, Life insurance, 401(k)',
  topics:
    'Excel, financial reporting, attention to detail, data analysis, Microsoft Office, compliance, communication',
  tasks:
    'prepare financial statements, explain figures to non-specialists, keep to deadlines, handle confidential information, apply accounting rules, analyse financial risk',
  occupations: [
    {
      id: 'accountant',
      talent: 'Accountant, Staff Accountant, CPA, Financial Accountant',
      job: 'Accountant, General Ledger Accountant, Accounting Specialist',
      pay: 76,
      near: 'bookkeeper, auditor, tax-advisor, financial-controller, financial-analyst',
      tools: 'QuickBooks, SAP FI/CO, Excel, Sage, NetSuite, Xero, DATEV',
      topics:
        'general ledger, IFRS, US GAAP, month-end closing, reconciliation, tax law, cost accounting',
      tasks:
        'prepare tax returns, reconcile accounts, post journal entries, prepare annual accounts, support auditors',
      duties: `
        close the books each month without surprises = prepare month-end and year-end closing
        reconcile banks, suppliers and group companies = reconcile accounts and clear differences
        prepare tax returns and answer letters from the tax office = file VAT and income tax declarations
        explain the numbers to managers who skip footnotes = prepare reports and comments for management`,
    },
    {
      id: 'bookkeeper',
      talent: 'Bookkeeper, Accounts Payable Clerk, Accounts Receivable Specialist, Payroll Clerk',
      job: 'Accounting Clerk, Bookkeeper, Accounts Payable Specialist, Payroll Administrator',
      plural: 'Bookkeeping and Accounting Clerks',
      pay: 47,
      near: 'accountant, administrative-assistant, office-clerk',
      tools: 'QuickBooks, Xero, Excel, Sage, ADP, SAP, DATEV',
      topics:
        'invoicing, accounts payable, accounts receivable, payroll, data entry, reconciliation',
      tasks:
        'post invoices, run payroll, send payment reminders, reconcile accounts, file receipts',
      duties: `
        enter invoices and pay them on the right day = process incoming and outgoing invoices
        remind customers politely, then less politely = monitor receivables and send reminders
        run payroll for a hundred people = prepare wages and social insurance reports
        file receipts so that auditors find them = maintain orderly accounting records`,
    },
    {
      id: 'auditor',
      talent: 'Auditor, Internal Auditor, External Auditor, Audit Associate',
      job: 'Internal Auditor, Audit Senior, Financial Auditor',
      pay: 84,
      near: 'accountant, compliance-officer, tax-advisor, financial-controller',
      tools: 'CaseWare, ACL Analytics, Excel, SAP, TeamMate, IDEA',
      topics: 'auditing, internal controls, risk assessment, IFRS, Sarbanes-Oxley, sampling',
      tasks:
        'plan audits, test internal controls, write audit reports, interview staff, detect fraud',
      duties: `
        ask for evidence until the story holds = examine records and internal controls
        plan audits around what could go wrong = develop risk-based audit plans
        write findings that people act upon = report results and recommend measures
        check a year later if anything changed = follow up on agreed actions`,
    },
    {
      id: 'tax-advisor',
      talent: 'Tax Advisor, Tax Consultant, Tax Accountant, Tax Preparer',
      job: 'Tax Adviser, Tax Manager, Corporate Tax Specialist',
      pay: 88,
      near: 'accountant, auditor, corporate-lawyer, financial-advisor',
      tools: 'TurboTax, Thomson Reuters ONESOURCE, Excel, ProSeries, DATEV',
      topics: 'tax law, corporate tax, VAT, international tax, tax planning, transfer pricing',
      tasks:
        'prepare tax returns, advise on tax matters, interpret tax law, represent clients before authorities, plan tax structures',
      duties: `
        prepare returns for firms and families = draw up tax declarations for clients
        read new laws so that clients need not = monitor legislation and assess its effects
        argue with the tax office and mostly win = represent clients in audits and appeals
        plan sales and successions ahead of time = advise on structures and transactions`,
    },
    {
      id: 'financial-analyst',
      talent: 'Financial Analyst, FP&A Analyst, Investment Analyst, Equity Analyst',
      job: 'Financial Analyst, Investment Analyst, FP&A Specialist',
      pay: 90,
      near: 'accountant, data-analyst, financial-controller, portfolio-manager, risk-analyst',
      tools: 'Excel, Bloomberg Terminal, Power BI, SQL, Hyperion, FactSet, Python',
      topics:
        'financial modeling, valuation, forecasting, budgeting, variance analysis, discounted cash flow',
      tasks:
        'build financial models, forecast revenue, value companies, analyse market trends, prepare budgets',
      duties: `
        build models that survive the third what-if = develop financial models and scenarios
        explain why actuals missed the plan = analyse variances and prepare forecasts
        value companies for purchase or sale = carry out valuations and due diligence
        write notes that investors read to the end = prepare analyses for investment decisions`,
    },
    {
      id: 'financial-controller',
      talent: 'Financial Controller, Finance Manager, CFO, Head of Finance',
      job: 'Financial Controller, Finance Director, Management Accountant',
      plural: 'Financial Managers',
      pay: 128,
      near: 'accountant, financial-analyst, auditor, chief-executive',
      tools: 'SAP FI/CO, Excel, Power BI, NetSuite, Hyperion, Oracle Database',
      topics:
        'budgeting, management reporting, cost accounting, cash flow management, people management, IFRS',
      tasks:
        'control budgets, manage finance staff, report to the board, plan liquidity, negotiate with banks',
      duties: `
        steer the money of a mid-sized company = lead finance, accounting and controlling
        plan cash so that wages are never late = manage liquidity and bank relations
        tell the board what the numbers mean = report results and forecasts to the board
        set up budgets with department heads = coordinate budgeting and cost control`,
    },
    {
      id: 'financial-advisor',
      talent: 'Financial Advisor, Wealth Manager, Personal Banker, Financial Planner',
      job: 'Personal Financial Adviser, Client Advisor (Banking), Investment Adviser',
      pay: 92,
      near: 'portfolio-manager, insurance-agent, bank-teller, loan-officer, tax-advisor',
      tools: 'Salesforce, Morningstar Direct, eMoney, Excel, Bloomberg Terminal',
      topics:
        'financial planning, investment advice, retirement planning, client relations, sales, estate planning',
      tasks:
        'advise on investments, draw up financial plans, acquire clients, explain financial products, review portfolios',
      duties: `
        help families save, borrow and retire = advise private clients on savings and investments
        draw up plans and review them every year = create and update financial plans
        win clients by recommendation = acquire and retain clients
        explain risk before return = inform clients about products and their risks`,
    },
    {
      id: 'portfolio-manager',
      talent: 'Portfolio Manager, Fund Manager, Trader',
      job: 'Investment Manager, Asset Manager, Securities Trader',
      pay: 142,
      near: 'financial-analyst, financial-advisor, risk-analyst',
      tools: 'Bloomberg Terminal, Excel, Python, FactSet, Aladdin',
      topics:
        'asset allocation, portfolio management, fixed income, equities, derivatives, risk management',
      tasks:
        'manage portfolios, trade securities, analyse markets, report to investors, monitor investment limits',
      duties: `
        decide what to hold and, harder, what to sell = manage funds within agreed limits
        read markets before breakfast = analyse economic and company data
        explain bad quarters to clients in person = report performance to investors
        place orders at good prices = execute trades in shares, bonds and derivatives`,
    },
    {
      id: 'risk-analyst',
      talent: 'Risk Analyst, Credit Analyst, Risk Manager',
      job: 'Financial Risk Analyst, Credit Risk Manager, Credit Analyst',
      pay: 88,
      near: 'financial-analyst, actuary, compliance-officer, loan-officer, statistician',
      tools: "SAS, Python, Excel, SQL, Moody's Analytics, R",
      topics: 'credit risk, market risk, Basel III, stress testing, financial modeling, statistics',
      tasks:
        'assess credit risk, run stress tests, set risk limits, write risk reports, validate risk models',
      duties: `
        judge whether a borrower will pay back = assess creditworthiness of companies
        stress portfolios until something breaks = carry out stress tests and scenario analyses
        watch limits and warn in time = monitor exposures and report breaches
        check models that others trust blindly = validate scoring and rating models`,
    },
    {
      id: 'actuary',
      talent: 'Actuary, Actuarial Analyst, Pricing Actuary',
      job: 'Actuary, Actuarial Consultant, Pricing Analyst (Insurance)',
      plural: 'Actuaries',
      pay: 116,
      near: 'statistician, risk-analyst, insurance-underwriter, data-scientist',
      tools: 'R, Excel, SAS, Prophet, Python, SQL, Emblem',
      topics: 'actuarial science, pricing, reserving, Solvency II, probability, life insurance',
      tasks:
        'calculate premiums, estimate reserves, model mortality, assess insurance risk, write actuarial reports',
      duties: `
        put a price on things that may never happen = calculate premiums and tariffs
        estimate what claims will cost in ten years = determine technical reserves
        model lives, storms and car crashes = build stochastic models of risk
        defend assumptions before regulators = prepare reports for supervisors`,
    },
    {
      id: 'insurance-underwriter',
      talent: 'Insurance Underwriter, Commercial Underwriter, Life Underwriter',
      job: 'Underwriter (Property), Insurance Underwriter, Underwriting Specialist',
      pay: 80,
      near: 'actuary, insurance-agent, claims-adjuster, loan-officer',
      tools: 'Guidewire, Excel, Salesforce, rating engines',
      topics: 'underwriting, risk assessment, insurance law, pricing, reinsurance',
      tasks:
        'assess insurance risk, calculate premiums, draft policy terms, negotiate with brokers',
      duties: `
        decide which risks to take and at what price = assess applications and set conditions
        visit plants to see the fire doors = inspect risks on site
        bargain with brokers in good faith = negotiate terms with brokers and clients
        word exclusions so that they mean one thing = draft policies and endorsements`,
    },
    {
      id: 'claims-adjuster',
      talent: 'Claims Adjuster, Claims Handler, Insurance Appraiser',
      job: 'Insurance Claims Handler, Loss Adjuster, Claims Manager',
      pay: 66,
      near: 'insurance-underwriter, insurance-agent, paralegal, customer-support-agent',
      tools: 'Guidewire, Xactimate, Excel, drones',
      topics: 'claims handling, damage assessment, insurance law, negotiation, fraud detection',
      tasks:
        'assess damage, settle insurance claims, interview claimants, detect fraud, estimate repair costs',
      duties: `
        look at burnt kitchens and dented cars = inspect damage and estimate its cost
        settle fair claims fast and question odd ones = examine and settle claims
        talk with people on their worst day = advise policyholders after losses
        work with experts, lawyers and repair shops = coordinate appraisers and repairers`,
    },
    {
      id: 'insurance-agent',
      talent: 'Insurance Agent, Insurance Broker, Insurance Sales Agent',
      job: 'Insurance Broker, Insurance Sales Representative, Client Adviser Insurance',
      pay: 60,
      near: 'financial-advisor, insurance-underwriter, sales-representative, claims-adjuster',
      tools: 'Salesforce, Applied Epic, Excel, comparison portals',
      topics: 'insurance products, sales, client relations, risk assessment, prospecting',
      tasks:
        'sell insurance, acquire clients, compare policies, renew contracts, advise on insurance needs',
      duties: `
        find out what people really need to insure = analyse needs and offer suitable cover
        call, visit and follow up = win new clients and look after existing ones
        compare policies down to the small print = obtain and compare quotes
        help when a claim is due = support clients with claims and changes`,
    },
    {
      id: 'loan-officer',
      talent: 'Loan Officer, Mortgage Advisor, Credit Officer',
      job: 'Mortgage Loan Officer, Loan Officer, Credit Adviser',
      pay: 70,
      near: 'financial-advisor, risk-analyst, bank-teller, insurance-underwriter',
      tools: 'Encompass, Salesforce, Excel, credit bureau systems',
      topics: 'lending, mortgages, credit analysis, client relations, banking regulation',
      tasks:
        'examine loan applications, assess credit risk, advise on mortgages, prepare loan contracts',
      duties: `
        help people buy a first home they can afford = advise customers on mortgages and loans
        read payslips and balance sheets with care = examine applications and documents
        bring papers, notary and bank together on one day = prepare contracts and payout
        watch loans that begin to smell = monitor repayment and arrears`,
    },
    {
      id: 'bank-teller',
      talent: 'Bank Teller, Customer Service Representative (Banking), Cash Clerk',
      job: 'Bank Clerk, Teller, Branch Service Advisor',
      pay: 38,
      remote: 0.02,
      near: 'loan-officer, financial-advisor, cashier, customer-support-agent',
      tools: 'core banking systems, cash counting machines, Excel, point of sale systems',
      topics: 'cash handling, customer service, account opening, cross-selling, fraud awareness',
      tasks:
        'handle cash, open accounts, advise bank customers, exchange currency, balance the till',
      duties: `
        count money and greet regulars by name = handle deposits and withdrawals at the counter
        open accounts and explain cards and apps = serve customers in everyday banking
        spot forged notes and strange transfers = follow security and fraud rules
        balance the till to the cent = carry out the daily cash closing`,
    },
  ],
})

export const PEOPLE = defineField({
  id: 'people',
  share: 7,
  remote: 0.25,
  industries: 'Consulting, Professional Services, Manufacturing, Technology, Public Sector, Retail',
  benefits:
    'Flexible hours, Hybrid work, Health insurance, Learning budget, Bonus, Company car, Extra vacation days, 401(k)',
  topics:
    'Microsoft Office, communication, Excel, organization, confidentiality, stakeholder management, PowerPoint',
  tasks:
    'write business letters, organise meetings, keep records, solve problems, work with several departments, handle confidential information',
  occupations: [
    {
      id: 'hr-manager',
      talent:
        'HR Manager, Human Resources Director, People Operations Manager, HR Business Partner',
      job: 'Human Resources Manager, HR Business Partner, Head of People',
      plural: 'Human Resources Managers',
      pay: 108,
      near: 'hr-specialist, recruiter, training-specialist, compensation-analyst, operations-manager',
      tools: 'Workday, SAP SuccessFactors, BambooHR, ADP, Personio, Excel',
      topics:
        'labor law, employee relations, talent management, change management, people management, compensation and benefits',
      tasks:
        'manage human resources, mediate conflicts, develop staff policies, negotiate with works councils, plan staffing',
      duties: `
        advise managers on hiring, pay and hard conversations = support executives in all personnel matters
        write policies that people understand = develop and introduce HR policies
        sit with both sides when things get ugly = handle conflicts and disciplinary cases
        plan who will be needed in three years = carry out workforce planning`,
    },
    {
      id: 'hr-specialist',
      talent: 'HR Specialist, HR Generalist, HR Coordinator, Personnel Officer',
      job: 'Human Resources Officer, HR Generalist, HR Administrator',
      plural: 'Human Resources Specialists',
      pay: 66,
      near: 'hr-manager, recruiter, training-specialist, bookkeeper, administrative-assistant',
      tools: 'Workday, BambooHR, ADP, Excel, Personio, DocuSign',
      topics:
        'onboarding, labor law, payroll, employee relations, benefits administration, personnel records',
      tasks:
        'prepare employment contracts, keep personnel files, onboard staff, answer staff questions, record absences',
      duties: `
        be the first face that newcomers see = organise onboarding of new employees
        prepare contracts, references and certificates = draw up contracts and letters
        keep files complete and private = maintain personnel records
        answer the same benefits question with patience = advise staff on leave, pay and benefits`,
    },
    {
      id: 'recruiter',
      talent: 'Recruiter, Talent Acquisition Specialist, Technical Recruiter, Headhunter',
      job: 'Recruitment Consultant, Talent Acquisition Partner, Recruiter',
      pay: 70,
      remote: 0.4,
      near: 'hr-specialist, hr-manager, career-counselor, sales-representative',
      tools: 'LinkedIn Recruiter, Greenhouse, Lever, Workday, Excel, Bullhorn',
      topics:
        'sourcing, interviewing, employer branding, applicant tracking, candidate experience, negotiation',
      tasks:
        'interview candidates, write job advertisements, source candidates, negotiate offers, plan selection procedures',
      duties: `
        find people who are not looking = source candidates through networks and direct search
        interview and say no kindly = conduct interviews and give feedback
        write adverts without ninjas or rock stars = draft and publish vacancies
        bring manager and candidate to an agreement = guide hiring managers up to the offer`,
    },
    {
      id: 'training-specialist',
      talent:
        'Training Specialist, Learning and Development Manager, Corporate Trainer, Instructional Designer',
      job: 'Corporate Training Manager, L&D Specialist, Instructional Designer',
      pay: 74,
      remote: 0.3,
      near: 'hr-specialist, hr-manager, adult-educator, curriculum-developer',
      tools: 'Articulate 360, Moodle, Adobe Captivate, PowerPoint, Camtasia, Cornerstone',
      topics:
        'instructional design, e-learning, facilitation, needs analysis, coaching, learning management systems',
      tasks:
        'design training courses, deliver workshops, evaluate training, coach staff, produce e-learning content',
      duties: `
        find out what people cannot do yet = analyse training needs
        build courses with more practice than slides = design classroom and online courses
        stand in front of groups and enjoy it = deliver workshops and seminars
        measure if anything changed at work = evaluate results of training`,
    },
    {
      id: 'compensation-analyst',
      talent: 'Compensation Analyst, Compensation and Benefits Manager, Job Analyst',
      job: 'Compensation & Benefits Specialist, Total Rewards Analyst, Remuneration Specialist',
      pay: 82,
      near: 'hr-manager, hr-specialist, financial-analyst, data-analyst',
      tools: 'Excel, Workday, Radford, Power BI, SAP SuccessFactors',
      topics:
        'compensation and benefits, job evaluation, salary benchmarking, labor law, data analysis',
      tasks: 'evaluate jobs, compare salaries, design bonus schemes, administer benefits',
      duties: `
        compare pay with the market and within the house = conduct salary surveys and benchmarks
        grade jobs by what they demand = evaluate and classify positions
        design bonus plans nobody can game = develop incentive schemes
        check that equal work earns equal money = monitor pay equity`,
    },
    {
      id: 'lawyer',
      talent: 'Lawyer, Attorney, Solicitor, Litigation Attorney',
      job: 'Lawyer, Solicitor, Associate Attorney (Litigation)',
      pay: 134,
      near: 'corporate-lawyer, paralegal, judge, compliance-officer',
      tools: 'Westlaw, LexisNexis, Clio, Microsoft Word, Relativity',
      topics:
        'litigation, civil law, legal research, contract law, negotiation, legal writing, criminal law',
      tasks:
        'represent clients in court, draft legal documents, research case law, advise clients on legal matters, negotiate settlements',
      duties: `
        stand up in court for people and firms = represent clients before courts and authorities
        read case law until the one sentence turns up = research and assess legal questions
        write briefs that judges finish = draft pleadings and legal opinions
        settle when that serves the client better = negotiate settlements out of court`,
    },
    {
      id: 'corporate-lawyer',
      talent: 'Corporate Lawyer, Legal Counsel, In-House Counsel, General Counsel',
      job: 'Corporate Counsel, Legal Counsel, Contracts Lawyer',
      pay: 146,
      near: 'lawyer, compliance-officer, paralegal, contract-manager',
      tools: 'DocuSign, Ironclad, Westlaw, Microsoft Word, SharePoint',
      topics:
        'corporate law, contract law, mergers and acquisitions, data protection, intellectual property, negotiation',
      tasks:
        'draft contracts, advise management on law, negotiate contracts, manage legal risks, protect intellectual property',
      duties: `
        turn handshakes into contracts = draft, review and negotiate commercial agreements
        keep boards out of trouble = advise management on corporate and commercial law
        run due diligence in data rooms = support acquisitions and investments
        answer privacy questions before regulators ask = ensure compliance with data protection law`,
    },
    {
      id: 'paralegal',
      talent: 'Paralegal, Legal Assistant, Legal Secretary',
      job: 'Legal Assistant, Paralegal, Notary Clerk',
      plural: 'Paralegals and Legal Assistants',
      pay: 58,
      near: 'lawyer, corporate-lawyer, administrative-assistant, contract-manager',
      tools: 'Westlaw, Clio, Microsoft Word, Relativity, iManage, Adobe Acrobat',
      topics: 'legal research, document management, legal writing, e-discovery, case management',
      tasks:
        'prepare legal documents, organise case files, research case law, track court deadlines, proofread contracts',
      duties: `
        keep files and deadlines so that lawyers sleep = manage case files and deadlines
        search documents by the thousand = support discovery and document review
        draft first versions of briefs and letters = prepare legal documents and correspondence
        call courts, notaries and clients = communicate with courts and parties`,
    },
    {
      id: 'judge',
      talent: 'Judge, Arbitrator, Mediator, Magistrate',
      job: 'Judge, Mediator, Arbitrator',
      pay: 138,
      remote: 0.05,
      near: 'lawyer, policy-analyst',
      tools: 'case management systems, LexisNexis, Microsoft Word',
      topics: 'procedural law, mediation, legal research, civil law, criminal law, decision making',
      tasks:
        'preside over hearings, decide legal cases, mediate conflicts, write judgments, assess evidence',
      duties: `
        hear both sides and then decide = conduct hearings and weigh evidence
        write judgments that hold on appeal = give reasoned decisions
        help parties find their own way out = mediate between opposing parties
        keep order in the room = direct proceedings according to the law`,
    },
    {
      id: 'compliance-officer',
      talent: 'Compliance Officer, Compliance Manager, Data Protection Officer, AML Analyst',
      job: 'Regulatory Compliance Officer, Anti-Money Laundering Specialist, Privacy Officer',
      pay: 86,
      near: 'auditor, corporate-lawyer, risk-analyst, security-engineer, quality-manager',
      tools: 'LexisNexis, OneTrust, Excel, World-Check, SharePoint',
      topics:
        'regulatory compliance, anti-money laundering, data protection, risk assessment, internal controls, GDPR',
      tasks:
        'monitor compliance, train staff on rules, investigate violations, report to authorities, update policies',
      duties: `
        read new rules and tell people what changes on Monday = monitor regulation and adapt policies
        look into odd payments and odd customers = investigate suspicious transactions
        train staff until they roll their eyes = run compliance training
        answer the regulator fully and on time = report to supervisory authorities`,
    },
    {
      id: 'contract-manager',
      talent:
        'Contract Manager, Contract Administrator, Procurement Specialist, Buyer, Purchasing Manager',
      job: 'Purchaser, Procurement Manager, Strategic Buyer, Contract Specialist',
      plural: 'Purchasing Managers',
      pay: 80,
      near: 'supply-chain-analyst, corporate-lawyer, logistics-manager, paralegal',
      tools: 'SAP Ariba, SAP MM, Excel, Coupa, DocuSign, Oracle Database',
      topics:
        'procurement, negotiation, supplier management, contract law, cost analysis, tendering',
      tasks:
        'negotiate prices, evaluate suppliers, run tenders, manage contracts, place purchase orders',
      duties: `
        buy the right thing at the right price = source goods and services
        bargain hard and stay on good terms = negotiate prices and conditions
        visit suppliers and audit how they work = select and assess suppliers
        watch contracts so that none renews by accident = administer contracts and deadlines`,
    },
    {
      id: 'administrative-assistant',
      talent: 'Administrative Assistant, Executive Assistant, Secretary, Office Manager',
      job: 'Office Administrator, Executive Assistant, Management Assistant',
      pay: 48,
      near: 'office-clerk, receptionist, medical-secretary, hr-specialist, event-planner',
      tools: 'Microsoft Outlook, Word, Excel, PowerPoint, Google Workspace, SAP Concur, Zoom',
      topics:
        'calendar management, travel planning, correspondence, minute taking, office organization, bookkeeping basics',
      tasks:
        'manage calendars, book travel, take minutes, answer phone calls, prepare presentations, order office supplies',
      duties: `
        keep a calendar that looks impossible possible = coordinate appointments and travel
        write letters and minutes that need no correction = handle correspondence and minutes
        greet guests and solve whatever turns up = organise the office and look after visitors
        prepare slides the night before the board meets = prepare documents for meetings`,
    },
    {
      id: 'office-clerk',
      talent: 'Office Clerk, Data Entry Clerk, Administrative Clerk, File Clerk',
      job: 'Data Entry Operator, General Office Clerk, Back Office Assistant',
      pay: 38,
      near: 'administrative-assistant, bookkeeper, receptionist, postal-worker',
      tools: 'Excel, Word, document scanners, SAP, Microsoft Outlook',
      topics: 'data entry, typing, filing, document management, customer service',
      tasks: 'enter data, file documents, scan documents, sort mail, answer phone calls',
      duties: `
        type data quickly with hardly a slip = enter and check data
        file, scan and find papers = manage paper and electronic documents
        sort the mail and send it on its way = handle incoming and outgoing mail
        help whichever department is drowning = support other teams with clerical work`,
    },
    {
      id: 'receptionist',
      talent: 'Receptionist, Front Desk Agent, Information Clerk, Switchboard Operator',
      job: 'Receptionist, Front Office Assistant, Hotel Receptionist',
      pay: 36,
      remote: 0.02,
      near: 'administrative-assistant, office-clerk, hotel-manager, customer-support-agent, medical-secretary',
      tools: 'telephone systems, Microsoft Outlook, Opera PMS, visitor management systems',
      topics:
        'customer service, appointment scheduling, phone etiquette, reservations, cash handling',
      tasks:
        'greet visitors, answer phone calls, schedule appointments, check in guests, handle complaints',
      duties: `
        welcome everyone as if they were expected = receive guests and visitors
        juggle three calls and a courier = answer and forward calls
        book rooms, taxis and tables = manage reservations and bookings
        calm people who arrive angry = deal with requests and complaints`,
    },
    {
      id: 'operations-manager',
      talent: 'Operations Manager, General Manager, Branch Manager, COO',
      job: 'Operations Manager, Site Manager, Business Manager',
      plural: 'General and Operations Managers',
      pay: 104,
      near: 'chief-executive, production-manager, logistics-manager, project-manager, store-manager',
      tools: 'Excel, SAP, Power BI, Microsoft Project, Salesforce',
      topics:
        'operations management, budgeting, process improvement, people management, Lean, KPI reporting',
      tasks:
        'manage staff, control budgets, improve business processes, plan resources, set targets',
      duties: `
        run the day so that the plan survives = direct daily operations across departments
        find what slows things down and remove it = improve processes and productivity
        hire, coach and now and then let go = lead and develop the team
        watch costs line by line = take responsibility for budget and results`,
    },
    {
      id: 'chief-executive',
      talent: 'Chief Executive, CEO, Managing Director, Founder',
      job: 'Chief Executive Officer, Managing Director, Executive Director',
      pay: 210,
      near: 'operations-manager, financial-controller, management-consultant, public-administrator',
      tools: 'PowerPoint, Excel, board portals, Salesforce',
      topics:
        'strategic planning, corporate governance, leadership, fundraising, negotiation, people management',
      tasks:
        'set company strategy, lead executives, represent the organisation, make strategic decisions, secure funding',
      duties: `
        determine policies and the direction of whole organisations = define the strategy of the company
        pick the people who run departments = appoint and lead the executive team
        speak for the house to owners, press and ministers = represent the company in public
        decide where money goes and where it stops going = approve budgets and investments
        answer to the board for results = report to the supervisory board`,
    },
    {
      id: 'project-manager',
      talent: 'Project Manager, Program Manager, PMO Lead, Project Coordinator',
      job: 'Project Manager, Project Coordinator, Programme Manager',
      plural: 'Project Management Specialists',
      pay: 92,
      near: 'it-project-manager, construction-manager, operations-manager, event-planner, management-consultant',
      tools: 'Microsoft Project, Excel, Jira, Smartsheet, Asana, Monday.com, SharePoint',
      topics:
        'project management, risk management, budgeting, scheduling, stakeholder management, PMP, change management',
      tasks:
        'plan projects, control budgets, manage project risks, report project status, coordinate suppliers',
      duties: `
        plan, chase and land projects = lead projects from start to close
        keep a risk list that people really read = identify and manage risks
        bring departments that avoid each other to one table = coordinate all parties involved
        report red when it is red = monitor time, cost and quality and report on them`,
    },
    {
      id: 'management-consultant',
      talent: 'Management Consultant, Strategy Consultant, Business Consultant',
      job: 'Business Consultant, Strategy Consultant, Management Analyst',
      plural: 'Management Analysts',
      pay: 112,
      near: 'business-analyst, chief-executive, project-manager, financial-analyst, erp-consultant',
      tools: 'PowerPoint, Excel, Tableau, think-cell, Miro',
      topics:
        'strategic planning, process improvement, change management, market analysis, financial modeling, presentation',
      tasks:
        'analyse business processes, advise on efficiency, run client workshops, develop business cases, present findings',
      duties: `
        take firms apart and put them together better = analyse organisations and recommend improvements
        interview twenty people and find the one cause = conduct interviews and analyses at clients
        build business cases that stand the second look = develop strategies and business cases
        stay until the change works = accompany clients through implementation`,
    },
    {
      id: 'customer-support-agent',
      talent: 'Customer Support Specialist, Call Center Agent, Customer Service Representative',
      job: 'Customer Service Agent, Call Centre Agent, Customer Care Representative',
      pay: 42,
      remote: 0.4,
      near: 'customer-success-manager, it-support-specialist, receptionist, sales-representative, bank-teller',
      tools: 'Zendesk, Salesforce, Freshdesk, Intercom, telephone systems, Excel',
      topics:
        'customer service, complaint handling, active listening, ticketing systems, live chat, problem solving',
      tasks:
        'answer customer inquiries, handle complaints, process returns, document customer contacts, explain products',
      duties: `
        answer calls, chats and mails without losing patience = handle customer inquiries on all channels
        turn angry customers into loyal ones = resolve complaints fairly and quickly
        trace lost parcels and wrong invoices = clarify orders, returns and payments
        tell the product team what customers curse about = pass on feedback for improvement`,
    },
  ],
})
