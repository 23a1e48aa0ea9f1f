import { defineField } from '../occupation.ts'

export const EDUCATION = defineField({
  id: 'education',
  share: 5,
  remote: 0.1,
  industries: 'Education, Schools, Universities, Child Care, Training, Libraries',
  benefits:
    'Pension plan, Health insurance, Long vacations, Paid training, Child care, Tuition reimbursement, Sabbatical, Public transport ticket',
  topics:
    'teaching, classroom management, lesson planning, communication, patience, Google Classroom, Microsoft Office',
  tasks:
    'prepare lessons, assess students, talk with parents, adapt teaching to abilities, keep discipline, use teaching materials',
  occupations: [
    {
      id: 'primary-teacher',
      talent: 'Elementary School Teacher, Primary School Teacher, Class Teacher',
      job: 'Primary School Teacher, Elementary Teacher, Montessori Teacher',
      pay: 62,
      near: 'secondary-teacher, preschool-teacher, special-education-teacher, teaching-assistant',
      tools: 'interactive whiteboards, Google Classroom, Seesaw, Kahoot',
      topics:
        'literacy, numeracy, child development, differentiated instruction, parent communication',
      tasks:
        'teach reading, teach basic mathematics, assess pupils, organise school trips, foster social skills',
      duties: `
        teach six-year-olds to read and to wait their turn = teach all basic subjects
        plan lessons for quick and slow learners at once = prepare lessons for different abilities
        talk with parents before small things grow = hold parent meetings and write reports
        take thirty children to the museum and thirty back = accompany excursions and projects`,
    },
    {
      id: 'secondary-teacher',
      talent: 'High School Teacher, Secondary School Teacher, Math Teacher, Science Teacher',
      job: 'Secondary School Teacher, Mathematics Teacher, Biology Teacher, History Teacher',
      pay: 66,
      near: 'primary-teacher, university-lecturer, language-teacher, sports-teacher, school-principal, tutor',
      tools: 'interactive whiteboards, Moodle, GeoGebra, Google Classroom',
      topics:
        'subject teaching, curriculum, exam preparation, adolescent psychology, classroom management',
      tasks:
        'teach secondary students, set exams, mark papers, advise on careers, develop teaching materials',
      duties: `
        make algebra matter to teenagers = teach lessons in lower and upper grades
        set fair exams and mark them at night = set and mark tests
        notice who has gone quiet = advise students on learning and problems
        rehearse the school play too = run clubs and projects`,
    },
    {
      id: 'preschool-teacher',
      talent: 'Preschool Teacher, Kindergarten Teacher, Childcare Worker, Nanny',
      job: 'Early Years Teacher, Childcare Worker, Nursery Nurse, Au Pair',
      pay: 38,
      near: 'primary-teacher, teaching-assistant, social-worker, special-education-teacher',
      tools: 'picture books, craft materials, childcare apps',
      topics: 'early childhood education, child development, play, first aid, nursery rhymes',
      tasks:
        'look after children, play with children, change nappies, tell stories, observe child development',
      duties: `
        sing, paint and wipe noses = care for and educate young children
        plan a day that leaves room for puddles = plan play and learning activities
        watch how each child grows = observe and document development
        tell parents the small good news at the door = work with parents`,
    },
    {
      id: 'special-education-teacher',
      talent: 'Special Education Teacher, Inclusion Teacher, Learning Support Teacher',
      job: 'Special Educational Needs Teacher, SEN Teacher, Resource Teacher',
      pay: 66,
      near: 'primary-teacher, child-psychologist, speech-therapist, occupational-therapist, teaching-assistant',
      tools: 'AAC devices, assistive technology, Google Classroom, Braille displays',
      topics:
        'special education, individualized education plans, autism, behavior management, sign language',
      tasks:
        'support pupils with special needs, write education plans, adapt teaching materials, counsel parents',
      duties: `
        find the door into each child's mind = teach children with special needs
        write plans with goals that can be reached = prepare individual education plans
        adapt books, rooms and rules = adapt materials and environment
        work with therapists and tired parents = cooperate with families and specialists`,
    },
    {
      id: 'teaching-assistant',
      talent: 'Teaching Assistant, Teacher Aide, Paraprofessional',
      job: 'Teaching Assistant, School Support Worker, Classroom Assistant',
      pay: 32,
      near: 'preschool-teacher, primary-teacher, special-education-teacher, tutor',
      tools: 'Google Classroom, copiers, craft materials',
      topics: 'child supervision, learning support, patience, first aid',
      tasks: 'support pupils, supervise playgrounds, prepare classrooms, help with homework',
      duties: `
        sit with the child who is stuck = support pupils individually in class
        watch the yard and settle quarrels = supervise breaks and lunch
        copy, cut and pin up = prepare material and rooms
        help with coats, toilets and tears = assist with personal needs`,
    },
    {
      id: 'university-lecturer',
      talent: 'University Lecturer, Professor, Assistant Professor, Postdoctoral Researcher',
      job: 'Higher Education Lecturer, Assistant Professor, Research Fellow',
      plural: 'Postsecondary Teachers',
      pay: 88,
      remote: 0.15,
      near: 'secondary-teacher, historian, sociologist, biologist, ai-researcher, adult-educator',
      tools: 'Moodle, LaTeX, Zotero, Zoom, SPSS',
      topics:
        'lecturing, research methods, academic writing, supervision, curriculum, grant writing',
      tasks:
        'give lectures, supervise theses, conduct research, set exams, apply for research funding',
      duties: `
        lecture to three hundred and know a few by name = give lectures and seminars
        supervise theses without writing them = supervise students and doctoral candidates
        write grants between two terms = raise research funds
        publish, review and travel = carry out and publish research`,
    },
    {
      id: 'language-teacher',
      talent: 'Language Teacher, ESL Teacher, English Teacher, Spanish Tutor',
      job: 'Language School Teacher, ESL Instructor, Foreign Language Teacher',
      pay: 52,
      remote: 0.35,
      near: 'translator, tutor, secondary-teacher, adult-educator',
      tools: 'Zoom, Duolingo for Schools, Quizlet, Moodle',
      topics:
        'language teaching, TEFL, grammar, conversation training, intercultural communication',
      tasks:
        'teach languages, correct pronunciation, assess language level, prepare learners for exams',
      duties: `
        get shy adults to speak aloud = teach language courses for adults and children
        correct kindly and often = practise speaking, writing and grammar
        prepare learners for tests and visas = prepare students for language exams
        find songs and stories that stick = develop teaching material`,
    },
    {
      id: 'music-teacher',
      talent: 'Music Teacher, Piano Teacher, Art Teacher, Drama Teacher',
      job: 'Music Instructor, Piano Teacher, Visual Arts Teacher, Drama Teacher',
      pay: 50,
      near: 'musician, tutor, secondary-teacher',
      tools: 'piano, MuseScore, GarageBand, art supplies',
      topics: 'music theory, instrumental teaching, choir direction, art education, performance',
      tasks: 'teach music, lead choirs, prepare recitals, choose repertoire, foster creativity',
      duties: `
        teach scales without killing joy = give lessons on instruments or voice
        lead choirs that sing in four parts and six ages = direct choirs and bands
        prepare pupils for the stage = organise recitals and shows
        pick pieces that fit fingers and taste = select repertoire and plan lessons`,
    },
    {
      id: 'sports-teacher',
      talent: 'Physical Education Teacher, Swimming Instructor, Football Coach',
      job: 'PE Teacher, Swimming Teacher, Outdoor Activities Instructor',
      pay: 50,
      near: 'fitness-trainer, secondary-teacher, dancer',
      tools: 'sports equipment, video analysis, stopwatches',
      topics: 'sports coaching, first aid, motivation, exercise physiology, group instruction',
      tasks:
        'teach sports, lead training, supervise swimmers, organise tournaments, demonstrate exercises',
      duties: `
        teach children to swim, catch and lose = give sports lessons
        train teams after school = coach teams and plan training
        keep one eye on each swimmer = supervise and secure activities
        organise tournaments on a shoestring = organise competitions`,
    },
    {
      id: 'tutor',
      talent: 'Tutor, Private Teacher, Homework Coach',
      job: 'Private Tutor, Online Tutor, E-learning Tutor',
      pay: 42,
      remote: 0.5,
      near: 'secondary-teacher, language-teacher, teaching-assistant, adult-educator',
      tools: 'Zoom, Google Meet, GeoGebra, Khan Academy',
      topics: 'one-to-one teaching, mathematics, exam preparation, motivation, study skills',
      tasks:
        'teach pupils one to one, explain homework, prepare pupils for exams, track learning progress',
      duties: `
        explain fractions a fifth way = tutor students in single lessons
        rebuild confidence after bad marks = motivate and coach learners
        drill past papers in spring = prepare for tests and exams
        tell parents honestly where things stand = report progress to families`,
    },
    {
      id: 'adult-educator',
      talent: 'Adult Educator, Vocational Trainer, Driving Instructor',
      job: 'Vocational Teacher, Adult Literacy Teacher, Driving Instructor',
      pay: 54,
      near: 'training-specialist, language-teacher, university-lecturer, tutor',
      tools: 'Moodle, PowerPoint, Zoom, training workshops',
      topics: 'adult education, vocational training, course planning, coaching, assessment',
      tasks: 'teach adults, plan courses, assess apprentices, demonstrate practical skills',
      duties: `
        teach people who left school long ago = run courses for adult learners
        show how it is done at the bench or wheel = give practical instruction
        plan courses around night shifts = plan programmes and timetables
        prepare apprentices for the final test = assess and prepare for exams`,
    },
    {
      id: 'curriculum-developer',
      talent: 'Curriculum Developer, Instructional Coordinator, Education Consultant',
      job: 'Curriculum Developer, Instructional Coordinator, Education Programme Adviser',
      pay: 68,
      remote: 0.35,
      near: 'training-specialist, secondary-teacher, school-principal, policy-analyst',
      tools: 'Moodle, Canvas, Articulate 360, Google Workspace',
      topics:
        'curriculum development, educational standards, e-learning, teacher training, evaluation',
      tasks: 'develop curricula, train teachers, evaluate teaching, write learning objectives',
      duties: `
        decide what a ten-year-old should know by June = develop curricula and standards
        visit classes and watch what works = observe and evaluate teaching
        train teachers on new books and tools = hold workshops for teachers
        write units that survive real classrooms = create teaching and testing material`,
    },
    {
      id: 'school-principal',
      talent: 'School Principal, Head Teacher, Childcare Center Director',
      job: 'Head Teacher, School Principal, Education Administrator',
      pay: 98,
      near: 'secondary-teacher, curriculum-developer, public-administrator, operations-manager',
      tools: 'PowerSchool, Excel, Google Workspace, SIMS',
      topics:
        'school administration, people management, budgeting, education law, conflict resolution',
      tasks:
        'manage schools, recruit teachers, control budgets, talk with parents, plan timetables',
      duties: `
        run a house of eight hundred moods = lead the school and its staff
        hire teachers who like children = recruit and develop teachers
        divide little money wisely = manage budget and building
        speak with parents, police and press = represent the school`,
    },
    {
      id: 'career-counselor',
      talent: 'Career Counselor, School Counselor, Academic Advisor',
      job: 'Career Guidance Adviser, Student Counsellor, Employment Adviser',
      pay: 58,
      remote: 0.2,
      near: 'counselor, recruiter, social-worker, adult-educator',
      tools: 'LinkedIn, Naviance, Microsoft Office, Zoom',
      topics: 'career counseling, interview training, aptitude tests, labor market, coaching',
      tasks:
        'advise on careers, review applications, run aptitude tests, refer clients to employers',
      duties: `
        help people find out what they are good at = advise on careers and studies
        polish letters and practise interviews = train clients for applications
        know who is hiring and who is training = keep contact with employers and schools
        walk along when plan A has failed = support clients in changes of course`,
    },
    {
      id: 'librarian',
      talent: 'Librarian, Library Assistant, Information Specialist',
      job: 'Librarian, Library Assistant, Information Manager',
      pay: 56,
      near: 'museum-curator, editor, university-lecturer, office-clerk',
      tools: 'Koha, Alma, Excel, OCLC WorldCat',
      topics:
        'cataloging, information retrieval, collection management, reader advice, digital archives',
      tasks:
        'catalogue books, advise readers, buy media, run reading events, answer research questions',
      duties: `
        find the book from three wrong hints = advise readers and search for information
        catalogue, shelve and weed = catalogue and maintain the collection
        read to children on Saturdays = plan readings and courses
        choose what to buy with little money = select and acquire media`,
    },
  ],
})

export const PUBLIC = defineField({
  id: 'public',
  share: 5,
  remote: 0.1,
  industries: 'Public Sector, Government, Social Services, Security, Defense, Non-Profit',
  benefits:
    'Pension plan, Job security, Health insurance, Flexible hours, Extra vacation days, Public transport ticket, Paid training, Paid parental leave',
  topics:
    'report writing, public administration, communication, conflict resolution, first aid, legal knowledge, Microsoft Office',
  tasks:
    'apply laws, write situation reports, inform the public, keep confidentiality, work with authorities, handle conflicts',
  occupations: [
    {
      id: 'police-officer',
      talent: 'Police Officer, Detective, Sheriff Deputy, Patrol Officer',
      job: 'Police Officer, Police Detective, Border Guard',
      pay: 70,
      remote: 0,
      near: 'security-guard, correctional-officer, emergency-dispatcher, firefighter, customs-officer',
      tools: 'police radio, patrol cars, body cameras, records management systems',
      topics:
        'law enforcement, criminal investigation, de-escalation, traffic control, evidence handling',
      tasks:
        'patrol areas, investigate crimes, question witnesses, arrest suspects, direct traffic',
      duties: `
        patrol at night and know each corner = patrol and keep public order
        talk a man down from anger = intervene in conflicts and emergencies
        collect evidence that stands in court = investigate offences and secure evidence
        write it all down before the shift ends = write reports and testify`,
    },
    {
      id: 'firefighter',
      talent: 'Firefighter, Fire Captain, Rescue Worker',
      job: 'Firefighter, Fire Service Officer, Rescue Technician',
      pay: 58,
      remote: 0,
      near: 'paramedic, police-officer, safety-officer, emergency-dispatcher, forester',
      tools: 'breathing apparatus, fire engines, hydraulic cutters, thermal cameras',
      topics: 'firefighting, rescue techniques, first aid, hazardous materials, fire prevention',
      tasks: 'extinguish fires, rescue people, operate pumps, inspect buildings, give first aid',
      duties: `
        go in when others run out = fight fires and rescue people
        cut cars open without hurting those inside = provide technical rescue at accidents
        check hoses, masks and engines daily = maintain vehicles and equipment
        teach schools not to hide from smoke = educate the public on fire prevention`,
    },
    {
      id: 'security-guard',
      talent: 'Security Guard, Security Officer, Bouncer, Store Detective',
      job: 'Security Guard, Security Officer, Surveillance Operator',
      pay: 36,
      remote: 0,
      near: 'police-officer, correctional-officer, receptionist',
      tools: 'CCTV, access control systems, radios, metal detectors',
      topics: 'surveillance, access control, de-escalation, patrol, first aid',
      tasks:
        'guard buildings, monitor cameras, check visitors, patrol areas, write incident reports',
      duties: `
        walk dark halls and try each door = patrol buildings and grounds
        watch screens and not fall asleep = monitor cameras and alarms
        check bags with courtesy = control access of people and vehicles
        break up fights with words first = respond to incidents`,
    },
    {
      id: 'correctional-officer',
      talent: 'Correctional Officer, Prison Officer, Probation Officer',
      job: 'Prison Officer, Probation Officer, Juvenile Detention Worker',
      pay: 54,
      remote: 0,
      near: 'police-officer, security-guard, social-worker',
      tools: 'radios, CCTV, case management systems',
      topics: 'supervision, de-escalation, rehabilitation, legal procedures, self-defense',
      tasks:
        'supervise inmates, search cells, escort prisoners, write behaviour reports, support rehabilitation',
      duties: `
        keep order behind doors without shouting = supervise and escort inmates
        search cells and mail = carry out security checks
        see the person beside the sentence = support preparation for release
        visit clients on parole = monitor conditions of probation`,
    },
    {
      id: 'customs-officer',
      talent: 'Customs Officer, Immigration Officer, Tax Inspector, Building Inspector',
      job: 'Customs Officer, Immigration Officer, Tax Inspector, Building Inspector',
      pay: 66,
      near: 'police-officer, freight-forwarder, public-administrator, compliance-officer',
      tools: 'X-ray scanners, document readers, case management systems, Excel',
      topics: 'customs law, document verification, inspections, tax law, interviewing',
      tasks:
        'inspect goods, check documents, collect duties, interview travellers, enforce regulations',
      duties: `
        open boxes and compare with papers = inspect goods and documents
        ask travellers the right three questions = check entry requirements
        work out duties and fines = assess taxes and duties
        visit firms and building sites unannounced = carry out inspections`,
    },
    {
      id: 'emergency-dispatcher',
      talent: '911 Dispatcher, Emergency Dispatcher, Control Center Operator',
      job: 'Emergency Medical Dispatcher, Control Centre Operator, Public Safety Telecommunicator',
      pay: 48,
      remote: 0,
      near: 'paramedic, police-officer, air-traffic-controller, firefighter, customer-support-agent',
      tools: 'computer aided dispatch, radio systems, GIS, telephone systems',
      topics:
        'emergency call handling, triage, stress resistance, local knowledge, radio communication',
      tasks:
        'answer emergency calls, dispatch ambulances, instruct callers, track vehicles, log incidents',
      duties: `
        get an address out of a scream = answer emergency calls
        send the nearest crew within a minute = dispatch and track units
        talk strangers through pressing a chest = guide callers in first aid
        keep the log exact while three phones ring = document incidents`,
    },
    {
      id: 'soldier',
      talent: 'Soldier, Army Officer, Navy Officer, Military Specialist',
      job: 'Infantry Soldier, Armed Forces Officer, Military Engineer',
      pay: 56,
      remote: 0,
      near: 'police-officer, security-guard, ship-officer, logistics-manager',
      tools: 'radios, military vehicles, night vision, GPS receivers',
      topics:
        'leadership, military tactics, physical fitness, weapons safety, logistics, first aid',
      tasks:
        'lead troops, operate radio equipment, plan missions, train recruits, maintain equipment',
      duties: `
        lead thirty people through mud and fear = lead and train units
        plan routes, supply and what may go wrong = plan operations
        keep vehicles and radios working = maintain and operate equipment
        help when rivers leave their beds = assist in disasters`,
    },
    {
      id: 'social-worker',
      talent: 'Social Worker, Case Manager, Child Protection Worker, Youth Worker',
      job: 'Social Worker, Family Social Worker, Youth Worker, Case Manager',
      pay: 56,
      near: 'counselor, career-counselor, home-care-aide, correctional-officer, community-organizer, preschool-teacher',
      tools: 'case management systems, Microsoft Office, Excel',
      topics:
        'case management, crisis intervention, child protection, social law, counseling, advocacy',
      tasks:
        'counsel families, assess client needs, write social reports, arrange services, protect children',
      duties: `
        knock where neighbours have stopped knocking = visit and support families in need
        decide if a child is safe tonight = assess risks to children
        fill in forms that decide on rent and food = help clients claim benefits and services
        bring school, court and clinic together = coordinate cases with other agencies`,
    },
    {
      id: 'community-organizer',
      talent: 'Community Organizer, Nonprofit Program Manager, Fundraiser, Volunteer Coordinator',
      job: 'Community Development Worker, Fundraising Manager, Programme Officer (NGO)',
      pay: 60,
      remote: 0.25,
      near: 'social-worker, public-relations-specialist, event-planner, policy-analyst',
      tools: 'Salesforce, Mailchimp, Excel, Canva, DonorPerfect',
      topics:
        'fundraising, grant writing, volunteer management, advocacy, project management, networking',
      tasks:
        'raise funds, write grant applications, recruit volunteers, organise campaigns, run community projects',
      duties: `
        get neighbours to sit at one table = build groups and projects in the community
        ask for money with a straight back = raise funds from donors and foundations
        find volunteers and, harder, keep them = recruit and guide volunteers
        count what a project changed = plan and evaluate programmes`,
    },
    {
      id: 'public-administrator',
      talent: 'Public Administrator, City Manager, Government Program Manager, Civil Servant',
      job: 'Civil Service Administrative Officer, Local Authority Manager, Public Administration Manager',
      plural: 'Public Administration Managers',
      pay: 82,
      near: 'policy-analyst, health-services-manager, school-principal, customs-officer, operations-manager, chief-executive',
      tools: 'SAP, SharePoint, Excel, Microsoft Outlook',
      topics:
        'public administration, administrative law, budgeting, public procurement, people management',
      tasks:
        'manage government programmes, prepare council decisions, control public budgets, answer citizens',
      duties: `
        turn council votes into roads and kindergartens = implement decisions of the council
        explain rules to people who must obey them = advise citizens and issue permits
        plan budgets that add up = prepare and monitor public budgets
        lead an office through digital forms = manage staff and modernise services`,
    },
    {
      id: 'policy-analyst',
      talent: 'Policy Analyst, Policy Advisor, Legislative Assistant, Diplomat',
      job: 'Policy Officer, Public Affairs Adviser, Parliamentary Assistant, Diplomat',
      pay: 80,
      remote: 0.3,
      near: 'public-administrator, economist, sociologist, lawyer, community-organizer, environmental-scientist',
      tools: 'Excel, Stata, Microsoft Word, PowerPoint',
      topics:
        'policy analysis, legislation, research, stakeholder management, political science, negotiation',
      tasks:
        'analyse policies, draft legislation, brief decision makers, consult interest groups, write reports',
      duties: `
        read bills so that ministers need not = analyse laws and programmes
        write two pages that settle an argument = draft briefings and speeches
        listen to lobbies from all sides = consult with stakeholders
        negotiate commas at midnight = represent positions in negotiations`,
    },
    {
      id: 'urban-planner',
      talent: 'Urban Planner, City Planner, Transport Planner',
      job: 'Urban Planner, Land Planner, Transport Planner',
      pay: 78,
      near: 'architect, gis-specialist, civil-engineer, public-administrator, environmental-scientist',
      tools: 'ArcGIS, AutoCAD, SketchUp, PTV Visum, InDesign',
      topics:
        'urban planning, zoning, transport planning, public participation, land use, building law',
      tasks:
        'draw zoning plans, analyse traffic, hold public meetings, assess building projects, advise councils',
      duties: `
        plan streets for feet, wheels and trees = develop urban and zoning plans
        count cars and bikes and model the rest = analyse traffic and land use
        stand up in angry town halls = organise public participation
        judge if a tower fits its street = assess planning applications`,
    },
    {
      id: 'clergy',
      talent: 'Pastor, Chaplain, Minister, Funeral Director',
      job: 'Minister of Religion, Hospital Chaplain, Funeral Services Director',
      plural: 'Clergy',
      pay: 54,
      remote: 0,
      near: 'counselor, social-worker, community-organizer',
      tools: 'Microsoft Office, livestream equipment, Excel',
      topics: 'pastoral care, public speaking, theology, grief counseling, community work',
      tasks:
        'lead services, counsel the bereaved, visit the sick, prepare sermons, organise funerals',
      duties: `
        marry, bury and all that lies between = lead services and ceremonies
        sit with people when words run out = offer pastoral care
        write a sermon by Saturday night = prepare sermons and lessons
        keep choir, youth and roof fund going = organise parish life`,
    },
  ],
})
