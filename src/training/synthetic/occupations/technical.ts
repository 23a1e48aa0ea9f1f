import { defineField } from '../occupation.ts'

export const ENGINEERING = defineField({
  id: 'engineering',
  share: 8,
  remote: 0.12,
  industries: 'Automotive, Aerospace, Energy, Construction, Machinery, Electronics, Chemicals',
  benefits:
    'Pension plan, Health insurance, Flexible hours, Bonus, Company car, Learning budget, Extra vacation days, Canteen',
  topics:
    'AutoCAD, technical drawing, project management, Excel, MATLAB, problem solving, technical documentation, standards',
  tasks:
    'read engineering drawings, write technical reports, carry out calculations, comply with safety standards, coordinate with manufacturers, perform tests',
  occupations: [
    {
      id: 'mechanical-engineer',
      talent: 'Mechanical Engineer, Design Engineer, CAD Engineer',
      job: 'Mechanical Design Engineer, Development Engineer (Mechanical), Mechanical Engineer',
      pay: 94,
      near: 'automotive-engineer, aerospace-engineer, industrial-engineer, cad-technician, robotics-engineer, industrial-designer',
      tools: 'SolidWorks, CATIA, ANSYS, AutoCAD, Siemens NX, MATLAB, Creo',
      topics:
        'CAD, finite element analysis, GD&T, thermodynamics, machine design, materials science',
      tasks:
        'design machine parts, simulate loads, draw technical drawings, build prototypes, select materials',
      duties: `
        design parts that can be made and mended = develop components and assemblies in 3D CAD
        calculate before the prototype breaks = carry out strength and thermal simulations
        stand at the test bench with dirty hands = build and test prototypes
        argue tolerances with the workshop = accompany products into series production`,
    },
    {
      id: 'electrical-engineer',
      talent: 'Electrical Engineer, Power Systems Engineer, Electrical Design Engineer',
      job: 'Electrical Engineer, Power Distribution Engineer, Electrical Planner',
      pay: 102,
      near: 'electronics-engineer, automation-engineer, energy-engineer, electrician',
      tools: 'EPLAN, AutoCAD Electrical, ETAP, MATLAB, Revit, DIgSILENT PowerFactory',
      topics:
        'power systems, circuit design, electrical safety, switchgear, protection relays, electrical codes',
      tasks:
        'design electrical systems, draw circuit diagrams, size cables, test electrical equipment, plan power supply',
      duties: `
        plan power from the transformer to the socket = design electrical installations and networks
        draw schematics that fitters can follow = prepare circuit diagrams and parts lists
        set relays so that only the faulty line trips = calculate loads, short circuits and protection
        commission switchgear step by step = test and commission equipment`,
    },
    {
      id: 'electronics-engineer',
      talent: 'Electronics Engineer, Hardware Engineer, PCB Designer, FPGA Engineer',
      job: 'Electronic Hardware Developer, Electronics Design Engineer, FPGA Developer',
      pay: 106,
      near: 'electrical-engineer, embedded-developer, medical-device-engineer, telecom-technician',
      tools: 'Altium Designer, Cadence, VHDL, LTspice, oscilloscopes, Verilog, KiCad',
      topics: 'PCB design, analog circuits, digital electronics, EMC, signal integrity, FPGA',
      tasks:
        'design circuit boards, test electronics, simulate circuits, select components, debug hardware',
      duties: `
        lay out boards that pass EMC at first try = develop circuits and board layouts
        measure, doubt and measure again = commission and test prototypes
        write logic for programmable chips = design FPGA logic
        replace parts that nobody makes any more = maintain products over their life cycle`,
    },
    {
      id: 'civil-engineer',
      talent: 'Civil Engineer, Structural Engineer, Site Engineer',
      job: 'Civil Engineer, Structural Designer, Geotechnical Engineer',
      pay: 90,
      near: 'construction-manager, architect, surveyor, environmental-engineer, cad-technician',
      tools: 'AutoCAD Civil 3D, Revit, SAP2000, STAAD.Pro, ETABS, Primavera P6',
      topics:
        'structural analysis, reinforced concrete, geotechnics, road design, building codes, hydraulics',
      tasks:
        'design structures, calculate loads, supervise construction, survey sites, estimate costs',
      duties: `
        calculate bridges that outlive their builders = design and verify load-bearing structures
        walk sites in boots and check the steel = supervise execution on site
        plan roads, pipes and slopes = plan roads, drainage and earthworks
        write tenders and check invoices = prepare tenders and control costs`,
    },
    {
      id: 'chemical-engineer',
      talent: 'Chemical Engineer, Process Engineer, Plant Engineer',
      job: 'Process Engineer (Chemicals), Chemical Process Engineer, Production Engineer',
      pay: 108,
      near: 'chemist, environmental-engineer, process-operator, energy-engineer, materials-engineer',
      tools: 'Aspen Plus, MATLAB, AutoCAD Plant 3D, DCS, HYSYS',
      topics:
        'process engineering, reaction engineering, process safety, HAZOP, mass and energy balances, GMP',
      tasks:
        'design chemical processes, assess process safety, scale up production, monitor plants, optimise yields',
      duties: `
        take a reaction from flask to ten tonnes = scale up and optimise processes
        ask what happens if that valve sticks = lead process safety reviews
        squeeze yield and save steam = improve yield and energy use
        stand by when a plant starts up = commission new production lines`,
    },
    {
      id: 'industrial-engineer',
      talent:
        'Industrial Engineer, Manufacturing Engineer, Lean Manager, Process Improvement Engineer',
      job: 'Manufacturing Engineer, Production Planner, Continuous Improvement Engineer',
      pay: 88,
      near: 'production-manager, quality-manager, mechanical-engineer, supply-chain-analyst',
      tools: 'Minitab, AutoCAD, SAP PP, Excel, Arena, MES',
      topics:
        'Lean, Six Sigma, time studies, production planning, layout planning, process improvement',
      tasks:
        'analyse production processes, plan factory layouts, reduce waste, set time standards, calculate capacity',
      duties: `
        watch a line for a day and save an hour = analyse and improve production processes
        draw layouts with fewer steps and lifts = plan work places and material flow
        run workshops where operators speak first = moderate improvement workshops
        plan capacity for the next model = carry out capacity and cost calculations`,
    },
    {
      id: 'automation-engineer',
      talent: 'Automation Engineer, PLC Programmer, Controls Engineer, Mechatronics Engineer',
      job: 'Automation Engineer, PLC Programmer, Control Systems Engineer',
      pay: 94,
      near: 'electrical-engineer, robotics-engineer, embedded-developer, industrial-mechanic',
      tools: 'Siemens TIA Portal, Allen-Bradley, SCADA, EPLAN, Beckhoff TwinCAT, Python',
      topics:
        'PLC programming, control engineering, industrial networks, sensors, HMI design, machine safety',
      tasks:
        'program controllers, commission machines, design control panels, troubleshoot automation, configure drives',
      duties: `
        teach machines to wait for each other = program PLCs and operator panels
        travel to plants and stay until they run = commission machines at customers
        find the sensor that lies = analyse and fix faults
        plan cabinets, drives and networks = design control systems`,
    },
    {
      id: 'robotics-engineer',
      talent: 'Robotics Engineer, Robot Programmer, ROS Developer',
      job: 'Robotics Engineer, Robot Programmer, Autonomous Systems Engineer',
      pay: 112,
      near: 'automation-engineer, mechanical-engineer, embedded-developer, machine-learning-engineer',
      tools: 'ROS, C++, Python, KUKA, FANUC, Gazebo, MATLAB',
      topics: 'robot kinematics, control engineering, computer vision, motion planning, sensors',
      tasks:
        'program robots, integrate sensors, simulate motion, commission robot cells, test prototypes',
      duties: `
        make arms pick what they have never seen = develop software for robot systems
        set up welding and packing cells = plan and commission robot cells
        fuse cameras and lidar into one map = integrate sensors and perception
        simulate before metal bends = simulate and test motion`,
    },
    {
      id: 'aerospace-engineer',
      talent: 'Aerospace Engineer, Aeronautical Engineer, Avionics Engineer',
      job: 'Aerospace Engineer, Flight Test Engineer, Aircraft Structures Engineer',
      pay: 122,
      near: 'mechanical-engineer, automotive-engineer, aircraft-mechanic, electronics-engineer',
      tools: 'CATIA, ANSYS Fluent, MATLAB, Nastran, Simulink',
      topics: 'aerodynamics, flight mechanics, composite materials, avionics, systems engineering',
      tasks: 'design aircraft parts, analyse airflow, plan flight tests, certify aircraft systems',
      duties: `
        take grams off wings without taking strength = design aircraft structures and systems
        simulate airflow by night = perform aerodynamic analyses
        plan tests that pilots agree to fly = prepare and evaluate flight tests
        prove every claim to the authority = support certification`,
    },
    {
      id: 'automotive-engineer',
      talent: 'Automotive Engineer, Vehicle Engineer, Battery Engineer',
      job: 'Automotive Engineer, Powertrain Engineer, Vehicle Test Engineer',
      pay: 98,
      near: 'mechanical-engineer, aerospace-engineer, auto-mechanic, embedded-developer',
      tools: 'CATIA, CANoe, MATLAB, Simulink, Siemens NX',
      topics: 'vehicle dynamics, powertrain, battery technology, functional safety, testing',
      tasks:
        'design vehicle components, test vehicles, analyse measurement data, calibrate engines',
      duties: `
        develop drives that go further on less = develop powertrain and battery components
        drive prototypes in snow and desert = plan and carry out vehicle tests
        read gigabytes of bus data for one glitch = analyse measurements and find causes
        push suppliers to keep their dates = coordinate suppliers and releases`,
    },
    {
      id: 'energy-engineer',
      talent: 'Renewable Energy Engineer, Solar Engineer, Wind Energy Engineer, Energy Manager',
      job: 'Energy Systems Engineer, Solar Power Engineer, Energy Consultant',
      pay: 92,
      near: 'electrical-engineer, environmental-engineer, chemical-engineer, hvac-technician, mining-engineer',
      tools: 'PVsyst, AutoCAD, HOMER, MATLAB, WindPRO, Excel',
      topics:
        'renewable energy, energy efficiency, solar power, grid connection, energy audits, project development',
      tasks:
        'plan energy systems, audit energy use, calculate yields, supervise installation, advise on energy saving',
      duties: `
        plan solar parks from sun chart to grid = design wind and solar plants
        find where buildings leak heat and money = conduct energy audits
        calculate yields that banks believe = prepare yield and profitability studies
        follow construction until power flows = supervise construction and commissioning`,
    },
    {
      id: 'environmental-engineer',
      talent: 'Environmental Engineer, Water Engineer, Waste Management Engineer',
      job: 'Environmental Engineer, Wastewater Engineer, Sustainability Manager',
      pay: 88,
      near: 'civil-engineer, environmental-scientist, chemical-engineer, safety-officer, energy-engineer',
      tools: 'AutoCAD Civil 3D, ArcGIS, EPANET, Excel, SWMM',
      topics:
        'water treatment, waste management, environmental law, soil remediation, ISO 14001, life cycle assessment',
      tasks:
        'design treatment plants, assess environmental impact, take samples, advise on sustainability, monitor emissions',
      duties: `
        turn dirty water into clean = plan water and wastewater plants
        dig into what lies under old factories = investigate and remediate contaminated sites
        write permits that survive objections = prepare impact studies and permits
        count carbon honestly = draw up sustainability reports`,
    },
    {
      id: 'materials-engineer',
      talent: 'Materials Engineer, Metallurgist, Polymer Engineer',
      job: 'Materials Engineer, Metallurgical Engineer, Plastics Engineer',
      pay: 98,
      near: 'chemical-engineer, mechanical-engineer, chemist, quality-inspector',
      tools: 'scanning electron microscopes, tensile testers, Minitab, Thermo-Calc',
      topics:
        'materials science, metallurgy, polymers, failure analysis, corrosion, heat treatment',
      tasks:
        'test materials, analyse failures, develop alloys, select materials, write test reports',
      duties: `
        find out why it broke = carry out failure analyses
        try alloys and blends until one holds = develop and qualify materials
        look at grains under the microscope = test mechanical and thermal properties
        advise designers on what to use = support design in choosing materials`,
    },
    {
      id: 'mining-engineer',
      talent: 'Mining Engineer, Petroleum Engineer, Drilling Engineer',
      job: 'Mining Engineer, Drilling Engineer, Reservoir Engineer',
      pay: 118,
      remote: 0.02,
      near: 'geologist, civil-engineer, energy-engineer, construction-equipment-operator',
      tools: 'Surpac, Petrel, AutoCAD, Vulcan',
      topics:
        'mine planning, drilling, rock mechanics, ventilation, reservoir engineering, mine safety',
      tasks:
        'plan mines, supervise drilling, calculate reserves, ensure mine safety, plan blasting',
      duties: `
        plan where to dig, drill and stop = plan extraction and mine layout
        look after people underground = ensure ventilation and safety
        estimate what is really down there = calculate reserves and costs
        supervise crews, rigs and blasts = direct drilling and blasting`,
    },
    {
      id: 'medical-device-engineer',
      talent: 'Biomedical Engineer, Medical Device Engineer, Clinical Engineer',
      job: 'Medical Device Engineer, Biomedical Equipment Technician, Clinical Engineer',
      pay: 92,
      near: 'electronics-engineer, mechanical-engineer, orthotist, radiographer, quality-manager',
      tools: 'SolidWorks, LabVIEW, MATLAB, Minitab, oscilloscopes',
      topics:
        'ISO 13485, risk management, medical technology, validation, biomechanics, regulatory affairs',
      tasks:
        'design medical devices, validate equipment, maintain medical equipment, document risks, train clinical staff',
      duties: `
        build devices that doctors trust = develop and verify medical devices
        document so that regulators nod = prepare technical files for approval
        keep pumps and scanners of a hospital running = maintain and calibrate equipment
        train nurses on new machines = instruct users and collect feedback`,
    },
    {
      id: 'architect',
      talent: 'Architect, Project Architect, Landscape Architect, BIM Manager',
      job: 'Architect, Project Architect, Landscape Architect, BIM Coordinator',
      pay: 86,
      near: 'civil-engineer, interior-designer, urban-planner, cad-technician, construction-manager',
      tools: 'Revit, AutoCAD, ArchiCAD, SketchUp, Rhino, Lumion',
      topics:
        'architectural design, BIM, building codes, construction documents, sustainable building, space planning',
      tasks:
        'design buildings, draw floor plans, apply for building permits, supervise construction, advise builders',
      duties: `
        draw houses that people want to come home to = design buildings from sketch to detail
        get permits without losing the idea = prepare permit applications
        model every pipe before it collides = coordinate planning in BIM
        visit the site and count the errors = supervise construction`,
    },
    {
      id: 'cad-technician',
      talent: 'CAD Technician, Drafter, CAD Designer',
      job: 'Draughtsperson, CAD Technician, Technical Drawing Specialist',
      pay: 58,
      near: 'mechanical-engineer, architect, civil-engineer, surveyor',
      tools: 'AutoCAD, Revit, SolidWorks, Inventor, MicroStation',
      topics: 'CAD, technical drawing, BIM, parts lists, tolerances',
      tasks: 'draw technical drawings, model parts, update plans, prepare parts lists',
      duties: `
        turn sketches of engineers into clean drawings = create drawings and 3D models
        keep plans in step with the building = update and archive plans
        list every bolt = prepare parts lists and documentation
        spot clashes before the fitter does = check drawings for completeness`,
    },
    {
      id: 'surveyor',
      talent: 'Land Surveyor, Surveying Technician, Geomatics Engineer',
      job: 'Land Surveyor, Surveying Engineer, Cadastral Technician',
      pay: 68,
      remote: 0.02,
      near: 'gis-specialist, civil-engineer, cad-technician, geologist',
      tools:
        'total stations, GNSS receivers, AutoCAD Civil 3D, laser scanners, drones, Leica Geosystems',
      topics: 'surveying, geodesy, GPS, cartography, laser scanning, property law',
      tasks:
        'survey land, set out buildings, calculate coordinates, draw site plans, mark boundaries',
      duties: `
        measure land in sun and sleet = carry out surveys in the field
        peg out houses to the centimetre = set out buildings and roads
        settle where one garden ends = determine and document boundaries
        turn point clouds into plans = process measurements into maps`,
    },
    {
      id: 'safety-officer',
      talent: 'Health and Safety Officer, EHS Manager, Safety Engineer',
      job: 'Occupational Health and Safety Officer, HSE Manager, Fire Safety Officer',
      pay: 78,
      near: 'environmental-engineer, quality-manager, construction-manager, firefighter',
      tools: 'Excel, incident reporting systems, gas detectors, Intelex',
      topics:
        'occupational safety, risk assessment, OSHA, accident investigation, fire protection, ISO 45001',
      tasks:
        'inspect workplaces, investigate accidents, train staff in safety, assess hazards, write safety plans',
      duties: `
        walk the plant and see what others step over = carry out safety inspections
        find causes, not culprits, after accidents = investigate incidents
        teach people to go home with ten fingers = conduct safety training
        write plans for fire and spill = prepare risk assessments and emergency plans`,
    },
    {
      id: 'quality-manager',
      talent: 'Quality Manager, Quality Engineer, QA Manager (Manufacturing)',
      job: 'Quality Engineer, Quality Assurance Manager, Supplier Quality Engineer',
      pay: 86,
      near: 'quality-inspector, industrial-engineer, compliance-officer, safety-officer, production-manager',
      tools: 'Minitab, SAP QM, Excel, CAQ software, coordinate measuring machines',
      topics: 'ISO 9001, FMEA, Six Sigma, root cause analysis, statistical process control, audits',
      tasks:
        'plan audits, analyse defects, set quality standards, handle complaints, train staff in quality',
      duties: `
        find the root cause and not the nearest excuse = analyse complaints and start corrective action
        audit suppliers with a kind eye and a long list = carry out internal and supplier audits
        keep the certificate and the sense behind it = maintain the quality management system
        watch processes drift in charts = monitor key figures and processes`,
    },
  ],
})

export const SCIENCE = defineField({
  id: 'science',
  share: 4,
  remote: 0.1,
  industries: 'Research, Pharmaceuticals, Biotechnology, Universities, Environment, Chemicals',
  benefits:
    'Flexible hours, Conference budget, Pension plan, Health insurance, Paid parental leave, Sabbatical, Child care, Canteen',
  topics:
    'scientific writing, data analysis, research methods, statistics, R, Excel, laboratory safety, English',
  tasks:
    'conduct research, write scientific papers, apply for research funding, present at conferences, supervise students, analyse experimental data',
  occupations: [
    {
      id: 'chemist',
      talent: 'Chemist, Analytical Chemist, Organic Chemist, Formulation Scientist',
      job: 'Chemist, Laboratory Chemist, Analytical Scientist',
      pay: 80,
      near: 'chemical-engineer, lab-technician, pharmacist, materials-engineer, biologist, food-scientist',
      tools: 'HPLC, gas chromatography, mass spectrometry, NMR, LIMS, ChemDraw',
      topics:
        'analytical chemistry, organic synthesis, spectroscopy, method validation, GMP, formulation',
      tasks:
        'analyse substances, synthesise compounds, validate methods, calibrate laboratory equipment, write test reports',
      duties: `
        make molecules that did not exist last week = plan and carry out syntheses
        measure traces nobody can smell = analyse samples with chromatography and spectroscopy
        validate methods so that results hold in court = develop and validate analytical methods
        mix, store and test new recipes = develop formulations`,
    },
    {
      id: 'biologist',
      talent: 'Biologist, Molecular Biologist, Microbiologist, Biochemist',
      job: 'Molecular Biologist, Microbiologist, Research Associate (Life Sciences)',
      pay: 78,
      near: 'lab-technician, chemist, bioinformatician, ecologist, epidemiologist',
      tools: 'PCR, CRISPR, flow cytometry, ImageJ, GraphPad Prism, microscopes',
      topics:
        'molecular biology, cell culture, genetics, microbiology, protein purification, experimental design',
      tasks:
        'grow cell cultures, sequence DNA, design experiments, keep laboratory records, prepare specimens',
      duties: `
        feed cells on Sundays too = cultivate cells and microbes
        cut and paste genes = apply molecular methods such as cloning and PCR
        design experiments with proper controls = plan and evaluate experiments
        write down everything, above all what failed = document and publish results`,
    },
    {
      id: 'bioinformatician',
      talent: 'Bioinformatician, Computational Biologist, Genomics Data Scientist',
      job: 'Bioinformatics Scientist, Computational Biologist, Bioinformatics Engineer',
      pay: 98,
      remote: 0.4,
      near: 'biologist, data-scientist, statistician, python-developer',
      tools: 'Python, R, Bioconductor, Nextflow, Linux, GATK, AWS',
      topics:
        'genomics, sequence analysis, statistics, machine learning, pipeline development, databases',
      tasks:
        'analyse genomic data, build data pipelines, develop algorithms, visualise data, advise laboratory staff',
      duties: `
        turn terabytes of reads into a list of suspects = analyse sequencing data
        build workflows that run the same next year = develop reproducible pipelines
        help bench scientists ask the right question = support study design and evaluation
        publish tools that others install = develop methods and software`,
    },
    {
      id: 'physicist',
      talent: 'Physicist, Research Physicist, Optical Scientist, Astronomer',
      job: 'Physicist, Optics Engineer, Research Scientist (Physics)',
      pay: 108,
      near: 'ai-researcher, electronics-engineer, materials-engineer, mathematician',
      tools: 'MATLAB, Python, LabVIEW, COMSOL, LaTeX, Zemax',
      topics:
        'quantum mechanics, optics, numerical simulation, experimental physics, signal processing',
      tasks: 'design experiments, simulate physical systems, build measuring setups, teach physics',
      duties: `
        build apparatus that measures almost nothing = design and operate experiments
        model the world in equations and code = develop theoretical and numerical models
        fight noise for months = evaluate measurement data
        explain black holes to school classes = present research to the public`,
    },
    {
      id: 'mathematician',
      talent: 'Mathematician, Operations Research Analyst, Cryptographer',
      job: 'Mathematician, Operations Research Scientist, Optimization Specialist',
      pay: 104,
      remote: 0.35,
      near: 'statistician, physicist, data-scientist, actuary, supply-chain-analyst',
      tools: 'MATLAB, Python, Gurobi, CPLEX, LaTeX, Julia',
      topics:
        'optimization, linear programming, numerical analysis, simulation, probability, cryptography',
      tasks:
        'model problems mathematically, develop algorithms, solve optimisation problems, prove results',
      duties: `
        write the real world as constraints = formulate mathematical models
        find good answers where perfect takes a century = develop optimisation algorithms
        plan trucks, crews and shelves with solvers = apply models to planning problems
        prove it, then program it = publish and implement results`,
    },
    {
      id: 'geologist',
      talent: 'Geologist, Geoscientist, Hydrogeologist, Seismologist',
      job: 'Geologist, Hydrogeologist, Exploration Geologist',
      pay: 84,
      near: 'mining-engineer, environmental-scientist, surveyor, gis-specialist',
      tools: 'ArcGIS, Leapfrog, Petrel, drilling rigs, AutoCAD',
      topics: 'geology, mineralogy, geological mapping, hydrogeology, geophysics, sampling',
      tasks:
        'map rock layers, take soil samples, log drill cores, assess groundwater, write site reports',
      duties: `
        read stone like others read books = map and describe geological formations
        log cores in a cold shed = sample and analyse rock and soil
        find water, ore or solid ground = explore deposits and building ground
        model layers nobody has seen = build 3D models of the subsurface`,
    },
    {
      id: 'environmental-scientist',
      talent: 'Environmental Scientist, Climate Scientist, Environmental Consultant',
      job: 'Environmental Consultant, Environmental Scientist, Climate Analyst',
      pay: 74,
      near: 'ecologist, environmental-engineer, geologist, gis-specialist, policy-analyst',
      tools: 'ArcGIS, R, air quality monitors, Python, Excel',
      topics:
        'environmental monitoring, climate science, environmental law, field sampling, risk assessment',
      tasks:
        'take water samples, monitor air quality, assess environmental impact, advise authorities, model climate data',
      duties: `
        measure what is in air, water and soil = carry out environmental monitoring
        tell builders what lives on the site = assess environmental impact of projects
        model how a valley will warm = analyse climate and environmental data
        write advice that ministers can use = advise authorities and companies`,
    },
    {
      id: 'ecologist',
      talent: 'Ecologist, Zoologist, Wildlife Biologist, Conservation Officer',
      job: 'Ecologist, Wildlife Biologist, Nature Conservation Officer',
      plural: 'Zoologists and Wildlife Biologists',
      pay: 66,
      near: 'biologist, environmental-scientist, forester, animal-caretaker',
      tools: 'camera traps, QGIS, R, radio telemetry',
      topics: 'ecology, species identification, field work, conservation planning, biodiversity',
      tasks: 'count species, map habitats, monitor wildlife, plan conservation, educate visitors',
      duties: `
        count birds at dawn and bats at dusk = survey animals, plants and habitats
        follow wolves by radio = monitor wildlife populations
        plan meadows, hedges and toad tunnels = develop conservation measures
        talk with farmers instead of about them = cooperate with land users and the public`,
    },
    {
      id: 'food-scientist',
      talent: 'Food Scientist, Food Technologist, Product Developer (Food)',
      job: 'Food Technologist, Food Product Developer, Food Safety Specialist',
      pay: 74,
      near: 'chemist, dietitian, food-process-operator, quality-manager, agronomist',
      tools: 'LIMS, texture analyzers, SAP, Excel, pilot plant equipment',
      topics:
        'food technology, HACCP, sensory analysis, food law, product development, shelf life testing',
      tasks:
        'develop food products, run sensory tests, assess food safety, check food labels, optimise recipes',
      duties: `
        cook in the lab until it tastes like home = develop recipes and products
        blind-test crisps with strangers = carry out sensory and shelf life tests
        keep germs out of the factory = ensure food safety and hygiene plans
        bring a recipe from pot to plant = scale up products to production`,
    },
    {
      id: 'sociologist',
      talent: 'Sociologist, Social Researcher, Anthropologist, Political Scientist',
      job: 'Social Scientist, Sociologist, Social Research Officer',
      pay: 74,
      remote: 0.35,
      near: 'market-researcher, policy-analyst, historian, economist, statistician',
      tools: 'SPSS, NVivo, Stata, Qualtrics, R, MAXQDA',
      topics: 'qualitative research, survey design, interviewing, social theory, statistics',
      tasks:
        'design surveys, interview people, analyse interviews, evaluate social programmes, teach students',
      duties: `
        ask how people really live together = study groups, institutions and change
        code interviews line by line = conduct and analyse interviews and surveys
        test if a programme did any good = evaluate social programmes
        write for more than ten readers = publish findings and advise practice`,
    },
    {
      id: 'economist',
      talent: 'Economist, Econometrician, Economic Analyst',
      job: 'Economist, Economics Researcher, Economic Policy Adviser',
      pay: 108,
      remote: 0.35,
      near: 'sociologist, policy-analyst, statistician, financial-analyst',
      tools: 'Stata, R, EViews, Python, Excel, Bloomberg Terminal',
      topics: 'econometrics, macroeconomics, forecasting, policy analysis, time series analysis',
      tasks:
        'forecast economic trends, analyse economic data, advise on economic policy, write reports',
      duties: `
        explain why prices rise = analyse economic developments
        forecast growth and admit the error = build econometric forecasts
        weigh cost and benefit of a law = evaluate policies
        brief boards and ministers in two pages = write reports and briefings`,
    },
    {
      id: 'historian',
      talent: 'Historian, Archaeologist, Genealogist',
      job: 'Historian, Archaeologist, Heritage Officer',
      pay: 62,
      near: 'museum-curator, librarian, sociologist, university-lecturer',
      tools: 'archival databases, QGIS, Zotero, total stations',
      topics:
        'historical research, archaeology, paleography, source criticism, heritage protection',
      tasks:
        'study archives, excavate sites, document finds, write historical texts, give lectures',
      duties: `
        read letters of people long dead = research historical sources
        dig slowly with a small trowel = excavate and document sites
        date and draw every shard = record and classify finds
        tell towns what they have forgotten = write and lecture about the past`,
    },
  ],
})
