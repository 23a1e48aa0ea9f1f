import type { SkillTable } from './index.ts'

/** Office, finance, people, law, science and what every profession shares. */
export const BUSINESS: SkillTable = [
  [
    'office',
    `
Microsoft Office | ms office, office 365, microsoft 365, o365, microsoft office suite, microsoft office software
Microsoft Excel | !excel, ms excel, excel spreadsheets, advanced excel
Microsoft Word | ms word, !word, word processing
Microsoft PowerPoint | powerpoint, ms powerpoint, power point
Microsoft Outlook | ms outlook, !outlook
Microsoft Publisher
Microsoft Exchange | exchange server
Lotus Notes | ibm notes, ibm lotus notes
WordPerfect | corel wordperfect
Email software | email clients
Web browser software | web browsers, internet browser software
Webex | cisco webex
Microsoft Teams | ms teams
Microsoft SharePoint | sharepoint, share point
Microsoft OneNote | onenote
Microsoft Visio | visio
Microsoft Power Automate | power automate, microsoft flow
Power Apps | powerapps
Power Query
Google Workspace | g suite, gsuite, google apps, google suite
Google Sheets | gsheets, google spreadsheet
Google Docs | gdocs
Google Drive | gdrive
Google Slides
Google Apps Script | apps script
Google Calendar | gcal
Google Meet
Gmail | google mail
!Zoom
Spreadsheets | spreadsheet software, spreadsheet
~Typing | touch typing, keyboarding
Office administration | administrative support, office management, clerical work, ~administration, administrative tasks
Calendar management | ~scheduling, appointment scheduling, diary management
Travel arrangements | travel planning, travel coordination
~Filing | records management, record keeping, document management
~Reception | front desk, receptionist duties
Minute taking | meeting minutes
LibreOffice | openoffice
Airtable
`,
  ],
  [
    'finance',
    `
Accounting | accountancy, general accounting
Bookkeeping | book keeping
Financial accounting
Management accounting | cost accounting, managerial accounting
Accounts payable | ^AP
Accounts receivable | ^AR
General ledger | general ledger accounting
Financial reporting | financial statements, preparing financial statements
Financial analysis | financial analyst, finance analysis
Financial modeling | financial modelling
Financial planning | financial planning and analysis, fp&a
Budgeting | budget management, budget planning, ~budgets, manage budgets
Auditing | internal audit, external audit, ~audit, internal auditing
~Taxation | ~tax, tax preparation, tax accounting, tax compliance
Payroll | payroll processing, payroll management, payroll administration
Invoicing | ~billing, invoice processing
Reconciliation | bank reconciliation, account reconciliation
IFRS | international financial reporting standards
US GAAP | gaap, generally accepted accounting principles
PeopleSoft | oracle peoplesoft
JD Edwards | oracle jd edwards, jd edwards enterpriseone
QuickBooks | quick books, intuit quickbooks
Xero
^Sage | sage accounting, sage 50
SAP ERP | ^SAP, sap s/4hana, s 4hana, sap hana, sap fico, sap ecc
Oracle ERP | oracle financials, oracle e-business suite, netsuite, oracle netsuite
ERP | enterprise resource planning, erp systems
Investment banking | mergers and acquisitions, m&a
~Investment management | ~asset management, ~wealth management
Portfolio management
Equity research
Corporate finance
Financial risk management | credit risk, market risk
Credit analysis | credit control, credit assessment
~Trading | securities trading, stock trading
~Valuation | business valuation, company valuation
Bloomberg Terminal | bloomberg
Treasury management | ~cash management, cash flow management
Underwriting | insurance underwriting
~Insurance | insurance sales
Claims handling | claims management, claims processing
Actuarial science | actuarial analysis
~Banking | retail banking
Fundraising | donor relations
Anti-money laundering | aml, kyc, know your customer
Procurement | ~purchasing, ~sourcing, strategic sourcing
Vendor management | supplier management, supplier relationship management
Contract management | contract administration
~Real estate | ~property management, real estate management
Due diligence
`,
  ],
  [
    'human resources',
    `
~Human resources | ^HR, human resource management, human resources management, hrm
Recruiting | recruitment, talent acquisition, ~hiring, ~staffing, headhunting
~Interviewing | conducting interviews, job interviewing
~Onboarding | employee onboarding
Employee relations | labor relations, labour relations, industrial relations
~Performance management | performance appraisal
Compensation and benefits | benefits administration, compensation management
Training and development | ~learning and development, ~l&d, employee training, staff training
Talent management | succession planning
Organizational development | organisational development
HR information systems | hris, human resources information system
!Workday
SAP SuccessFactors | successfactors
ADP Workforce Now | ^ADP, adp payroll
BambooHR | bamboo hr
Applicant tracking systems | ats, applicant tracking system
Workforce planning | manpower planning
Diversity and inclusion | dei, diversity equity and inclusion
Employment law | labor law, labour law, employment legislation
`,
  ],
  [
    'law and compliance',
    `
Legal research
Legal writing | legal drafting
Contract law | contract drafting
Corporate law | company law, business law
Litigation | civil litigation
Intellectual property | ip law, intellectual property law, patents, trademark law
Criminal law
Family law
~Compliance | regulatory compliance, legal compliance
GDPR | general data protection regulation, ~data protection, ~data privacy, eu data protection
Paralegal skills | paralegal
Legal advice | legal counsel, legal consulting
~Mediation | ~arbitration, dispute resolution
Regulatory affairs
Westlaw
LexisNexis | lexis nexis
Corporate governance
Policy analysis | ~public policy, policy development
HIPAA
^SOX | sarbanes oxley
Immigration law
`,
  ],
  [
    'management',
    `
~Leadership | leading teams, team leadership
Team management | people management, managing teams, staff management, manage staff, personnel management
Operations management | business operations, operational management
~Coaching | ~mentoring, ~mentorship, business coaching
Decision making
Delegation
Conflict resolution | conflict management
Crisis management | emergency management
Entrepreneurship | start-up management
Management consulting | business consulting
Performance metrics | kpi, kpis, key performance indicators
`,
  ],
  [
    'transferable skill',
    `
~Communication | communication skills, verbal communication, written communication, communicate effectively
Teamwork | team work, team player, ~collaboration, working in teams
Problem solving | problem solving skills
Critical thinking
Analytical skills | analytical thinking, analytical
Time management
~Organization | organizational skills, organisational skills, organisation skills
Attention to detail | detail oriented
~Adaptability | ~flexibility
~Creativity | creative thinking
Public speaking | presentation skills, ~presenting, giving presentations
Emotional intelligence | ~empathy
Multitasking | multi-tasking
Self-motivation | self motivated, self-starter
Interpersonal skills | people skills
Computer literacy | computer skills, basic computer skills
~Research | research skills
`,
  ],
  [
    'engineering and science',
    `
AutoCAD | auto cad, autodesk autocad, autocad lt
SolidWorks | solid works, dassault systemes solidworks
Autodesk Revit | revit
Autodesk Inventor | !inventor
Autodesk Fusion 360 | fusion 360, fusion360
CATIA
PTC Creo | creo, pro engineer
Siemens NX | unigraphics nx
SketchUp | google sketchup, trimble sketchup
Civil 3D | autocad civil 3d, autodesk civil 3d
MicroStation | bentley microstation
Rhinoceros 3D | rhino 3d, rhino
Computer-aided design | ^CAD, cad software, cad drafting, cadd
Computer-aided manufacturing | ^CAM, cam software
Building information modeling | bim, building information modelling
Technical drawing | technical drawings, engineering drawings, blueprint reading, drafting, reading blueprints
Mechanical engineering | mechanical design
Electrical engineering | electrical design
Electronics | electronic engineering, circuit design, analog electronics
PCB design | pcb layout, printed circuit board design, altium, altium designer, eagle pcb, kicad
Civil engineering
Structural engineering | structural analysis
Chemical engineering | process engineering
Environmental engineering
Aerospace engineering | aeronautical engineering
Finite element analysis | fea, finite element method, ansys, fem, finite elements
Computational fluid dynamics | cfd
Simulink | matlab simulink
PLC programming | plc, programmable logic controller, programmable logic controllers, siemens step 7
SCADA | supervisory control and data acquisition
Control systems | control engineering, process control
Thermodynamics | heat transfer
Materials science | metallurgy
~Manufacturing | manufacturing processes, production engineering
Lean manufacturing | lean production
Quality control | quality assurance, quality inspection
Product development | new product development
3D printing | additive manufacturing
Signal processing | digital signal processing, ^DSP
Renewable energy | solar energy, wind energy
Biology | molecular biology
Chemistry | analytical chemistry, organic chemistry
Physics | applied physics
Mathematics | maths, applied mathematics
Laboratory techniques | laboratory skills, lab techniques, laboratory work
PCR | polymerase chain reaction
Microscopy
Chromatography | hplc
Cell culture
Scientific research | scientific writing, academic research
Environmental science | environmental impact assessment, environmental management
~Sustainability | corporate social responsibility, sustainable development
Surveying | land surveying
Geology
Urban planning | town planning, city planning
~Architecture | architectural design
`,
  ],
]
