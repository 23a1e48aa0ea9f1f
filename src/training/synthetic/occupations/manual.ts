import { defineField } from '../occupation.ts'

export const CONSTRUCTION = defineField({
  id: 'construction',
  share: 7,
  remote: 0,
  industries:
    'Construction, Building Services, Energy, Facility Management, Infrastructure, Real Estate',
  benefits:
    'Company van, Tools provided, Overtime pay, Health insurance, Pension plan, Paid training, Work clothes, Extra vacation days',
  topics:
    'blueprint reading, occupational safety, power tools, teamwork, physical fitness, driving license, time management',
  tasks:
    'read construction plans, wear protective equipment, measure work pieces, work at heights, keep the site tidy, estimate materials',
  occupations: [
    {
      id: 'construction-manager',
      talent: 'Construction Manager, Site Supervisor, Foreman, Construction Project Manager',
      job: 'Construction Manager, Construction Site Supervisor, Building Project Manager',
      pay: 98,
      near: 'civil-engineer, project-manager, architect, bricklayer, cost-estimator',
      tools: 'Procore, Microsoft Project, AutoCAD, Primavera P6, Excel, Bluebeam',
      topics:
        'construction management, scheduling, cost control, building codes, contract management, people management',
      tasks:
        'manage construction sites, coordinate trades, control costs, inspect work, plan schedules',
      duties: `
        bring trades on site in the right order = coordinate subcontractors and schedules
        see defects before the plaster hides them = inspect quality and safety on site
        keep owner, architect and crew talking = lead site meetings
        count concrete, hours and money = control costs and progress`,
    },
    {
      id: 'cost-estimator',
      talent: 'Cost Estimator, Quantity Surveyor, Estimator',
      job: 'Quantity Surveyor, Construction Cost Estimator, Calculation Engineer',
      pay: 76,
      remote: 0.15,
      near: 'construction-manager, civil-engineer, contract-manager',
      tools: 'Bluebeam, Excel, CostX, PlanSwift, Sage Estimating',
      topics: 'cost estimation, tendering, contract law, quantity takeoff, building materials',
      tasks:
        'estimate costs, measure quantities, prepare tenders, check invoices, negotiate with subcontractors',
      duties: `
        price a building from its drawings = calculate quantities and costs
        write bids that win and still earn = prepare tenders and offers
        check invoices against what was built = measure work done and verify invoices
        bargain with subcontractors = obtain and compare quotes`,
    },
    {
      id: 'electrician',
      talent: 'Electrician, Journeyman Electrician, Industrial Electrician, Master Electrician',
      job: 'Electrician, Building Electrician, Electrical Fitter, Maintenance Electrician',
      pay: 62,
      near: 'electrical-engineer, solar-installer, hvac-technician, telecom-technician, industrial-mechanic',
      tools: 'multimeters, conduit benders, cable testers, PLC, power tools',
      topics:
        'electrical wiring, electrical codes, circuit breakers, troubleshooting, lighting systems, electrical safety',
      tasks:
        'install wiring, repair electrical equipment, test circuits, read circuit diagrams, fit switchboards',
      duties: `
        wire houses from the meter to the lamp = install electrical systems in buildings
        find the fault behind four layers of paint = locate and repair faults
        build cabinets where every wire has a name = assemble and connect switchboards
        test, measure and sign = inspect installations according to code`,
    },
    {
      id: 'plumber',
      talent: 'Plumber, Pipefitter, Heating Engineer, Gas Fitter',
      job: 'Plumber, Heating and Plumbing Installer, Pipe Fitter',
      pay: 62,
      near: 'hvac-technician, welder, building-caretaker, solar-installer',
      tools: 'pipe cutters, soldering torches, drain cameras, press tools',
      topics:
        'pipe installation, heating systems, sanitary installation, gas safety, leak detection',
      tasks: 'install pipes, repair leaks, fit bathrooms, service boilers, unblock drains',
      duties: `
        lay pipes that no one will see again = install water, gas and waste pipes
        come at night when the cellar fills = repair leaks and blockages
        fit bathrooms with straight joints = mount sanitary equipment
        service boilers and bleed radiators = maintain heating systems`,
    },
    {
      id: 'carpenter',
      talent: 'Carpenter, Joiner, Cabinet Maker, Woodworker',
      job: 'Carpenter, Cabinet Maker, Joiner, Furniture Maker',
      pay: 54,
      near: 'roofer, bricklayer, interior-designer, cnc-machinist, painter',
      tools: 'table saws, nail guns, planers, CNC routers, hand tools',
      topics: 'woodworking, framing, furniture making, door and window installation, measuring',
      tasks: 'cut wood, build frames, fit doors, make furniture, install floors',
      duties: `
        build roofs, stairs and kitchens = construct and mount wooden structures
        cut joints that need no glue = make furniture to measure
        hang doors that close with one finger = fit doors, windows and floors
        mend what grandfather built = restore and repair wooden objects`,
    },
    {
      id: 'bricklayer',
      talent: 'Bricklayer, Mason, Concrete Worker, Stonemason',
      job: 'Bricklayer, Concrete Finisher, Stonemason',
      pay: 52,
      near: 'carpenter, construction-worker, tiler, construction-manager',
      tools: 'trowels, spirit levels, concrete mixers, laser levels, scaffolding',
      topics: 'bricklaying, concrete work, formwork, mortar mixing, restoration',
      tasks: 'lay bricks, pour concrete, set formwork, mix mortar, build walls',
      duties: `
        lay bricks in line, course by course = build walls from brick and stone
        pour and smooth slabs before rain comes = place and finish concrete
        set forms and steel = prepare formwork and reinforcement
        repair old fronts stone by stone = restore facades`,
    },
    {
      id: 'construction-worker',
      talent: 'Construction Worker, Laborer, Building Helper, Scaffolder',
      job: 'Construction Labourer, Building Worker, Road Construction Worker',
      pay: 42,
      near: 'bricklayer, construction-equipment-operator, warehouse-worker, roofer',
      tools: 'jackhammers, wheelbarrows, compactors, scaffolding, power tools',
      topics: 'manual labor, demolition, site preparation, concrete work, scaffolding',
      tasks: 'load materials, dig trenches, demolish walls, erect scaffolding, assist craftsmen',
      duties: `
        carry, dig and clear whatever is in the way = prepare and clear building sites
        put up scaffolds that stand = erect and dismantle scaffolding
        help masons and carpenters = assist skilled workers
        spread asphalt in summer heat = work on roads and pipelines`,
    },
    {
      id: 'construction-equipment-operator',
      talent: 'Heavy Equipment Operator, Excavator Operator, Crane Operator',
      job: 'Excavator Operator, Crane Operator, Earthmoving Equipment Operator',
      pay: 56,
      near: 'construction-worker, truck-driver, forklift-operator, mining-engineer, farmworker',
      tools: 'excavators, bulldozers, tower cranes, wheel loaders, GPS machine control',
      topics: 'machine operation, earthworks, load charts, preventive maintenance, signaling',
      tasks: 'operate excavators, lift loads, level ground, inspect machines, follow hand signals',
      duties: `
        dig beside gas pipes without touching them = operate excavators and loaders
        set steel beams from sixty metres up = lift and place loads by crane
        shape slopes and roads to the grade = carry out earthworks
        grease and check before the engine starts = maintain machines daily`,
    },
    {
      id: 'roofer',
      talent: 'Roofer, Roofing Contractor, Sheet Metal Worker',
      job: 'Roofer, Tinsmith, Roof Installer',
      pay: 50,
      near: 'carpenter, solar-installer, construction-worker, welder',
      tools: 'nail guns, ladders, bending brakes, torches, safety harnesses',
      topics: 'roofing, waterproofing, sheet metal work, insulation, working at heights',
      tasks: 'lay roof tiles, seal roofs, bend sheet metal, install gutters, insulate roofs',
      duties: `
        keep rain out of houses = cover and seal roofs
        bend gutters and flashings to fit = make and mount sheet metal parts
        walk ridges with a harness on = work safely at height
        find the leak three metres from the stain = inspect and repair roofs`,
    },
    {
      id: 'painter',
      talent: 'House Painter, Painter and Decorator, Drywall Installer, Plasterer',
      job: 'Construction Painter, Plasterer, Decorator, Drywall Fitter',
      pay: 46,
      near: 'carpenter, tiler, construction-worker',
      tools: 'paint sprayers, rollers, sanders, ladders, scaffolding',
      topics: 'painting, plastering, drywall, surface preparation, wallpapering, color matching',
      tasks: 'paint walls, plaster surfaces, hang wallpaper, sand surfaces, install drywall',
      duties: `
        paint edges without tape = paint walls, ceilings and facades
        make crooked walls look straight = plaster and smooth surfaces
        cover floors before opening the tin = prepare surfaces and protect rooms
        mix a colour from a chip the size of a coin = advise on colours and materials`,
    },
    {
      id: 'tiler',
      talent: 'Tiler, Floor Layer, Tile Setter',
      job: 'Tile Fitter, Floor Layer, Resilient Floor Layer',
      pay: 50,
      near: 'bricklayer, painter, carpenter, plumber',
      tools: 'tile cutters, laser levels, trowels, grinders',
      topics: 'tile laying, floor leveling, grouting, waterproofing, natural stone',
      tasks: 'lay tiles, level floors, cut stone, seal joints, install flooring',
      duties: `
        lay tiles so that lines run on through doors = lay wall and floor tiles
        level floors first, then cover them = prepare and level subfloors
        cut curves around taps = cut and fit tiles and stone
        seal showers for good = waterproof and grout surfaces`,
    },
    {
      id: 'hvac-technician',
      talent: 'HVAC Technician, Refrigeration Mechanic, Air Conditioning Technician',
      job: 'HVAC Installer, Refrigeration and Air Conditioning Technician, Heat Pump Technician',
      pay: 60,
      near: 'plumber, electrician, energy-engineer, building-caretaker',
      tools: 'manifold gauges, vacuum pumps, leak detectors, multimeters, brazing torches',
      topics:
        'air conditioning, refrigeration, heat pumps, ductwork, troubleshooting, refrigerant handling',
      tasks:
        'install air conditioning, charge refrigerants, service heat pumps, repair ventilation, test systems',
      duties: `
        keep offices cool and freezers colder = install and service cooling systems
        find leaks by ear, soap and sensor = locate and repair faults in refrigeration
        fit heat pumps in old houses = mount and commission heat pumps
        clean filters and log readings = carry out scheduled maintenance`,
    },
    {
      id: 'solar-installer',
      talent: 'Solar Installer, Photovoltaic Technician, Wind Turbine Technician',
      job: 'Solar Energy Technician, PV Installer, Wind Turbine Technician',
      pay: 52,
      near: 'electrician, roofer, energy-engineer, hvac-technician',
      tools: 'multimeters, safety harnesses, inverters, torque wrenches, IV curve tracers',
      topics:
        'photovoltaics, electrical wiring, working at heights, battery storage, inverter commissioning',
      tasks:
        'mount solar panels, connect inverters, climb turbines, test circuits, service batteries',
      duties: `
        carry sun catchers up to roofs = mount modules and substructures
        connect strings, inverters and stores = wire and commission solar systems
        climb ninety metres for an oil change = maintain wind turbines
        explain the app to proud owners = hand over systems to customers`,
    },
    {
      id: 'telecom-technician',
      talent: 'Telecommunications Technician, Fiber Optic Installer, Line Installer',
      job: 'Telecommunications Technician, Fibre Splicer, Network Cabling Installer',
      pay: 58,
      near: 'electrician, network-engineer, electronics-engineer',
      tools: 'fusion splicers, OTDR, cable testers, bucket trucks',
      topics: 'fiber optics, cabling, telephony, signal testing, antenna installation',
      tasks: 'splice cables, install antennas, test lines, connect customers, locate faults',
      duties: `
        splice glass thinner than hair = lay and splice fibre cables
        bring internet to the last farm = connect homes and businesses
        climb poles and masts = install and align antennas
        trace a fault along forty kilometres = measure lines and clear faults`,
    },
    {
      id: 'building-caretaker',
      talent: 'Maintenance Technician, Caretaker, Janitor, Facility Manager, Handyman',
      job: 'Building Caretaker, Facilities Technician, Maintenance Worker',
      pay: 44,
      near: 'cleaner, plumber, electrician, gardener, real-estate-agent',
      tools: 'power tools, CMMS, lawn mowers, multimeters, snow plows',
      topics: 'building maintenance, minor repairs, heating systems, gardening, customer service',
      tasks: 'repair buildings, check heating, replace lamps, clear snow, supervise contractors',
      duties: `
        fix doors, taps and tempers = carry out small repairs in buildings
        walk rounds and see what will break next = inspect technical systems
        clear snow at five and cut grass at noon = look after grounds
        let in the craftsmen and check what they did = coordinate external firms`,
    },
    {
      id: 'cleaner',
      talent: 'Cleaner, Janitorial Worker, Window Cleaner, Cleaning Supervisor',
      job: 'Building Cleaner, Office Cleaner, Industrial Cleaner',
      pay: 31,
      near: 'housekeeper, dishwasher, building-caretaker',
      tools: 'floor scrubbers, vacuum cleaners, pressure washers, steam cleaners',
      topics: 'cleaning, cleaning products, hygiene, waste separation, reliability',
      tasks: 'clean offices, mop floors, wash windows, empty bins, disinfect surfaces',
      duties: `
        leave rooms better than they were found = clean offices, stairs and bathrooms
        wash windows on the twentieth floor = clean glass and facades
        mix the right product in the right dose = use cleaning agents safely
        lead a night crew of six = plan and check work of the cleaning team`,
    },
  ],
})

export const INDUSTRY = defineField({
  id: 'industry',
  share: 10,
  remote: 0.01,
  industries:
    'Manufacturing, Automotive, Logistics, Food Production, Transport, Machinery, Wholesale',
  benefits:
    'Shift bonus, Overtime pay, Health insurance, Pension plan, Work clothes, Canteen, Paid training, Extra vacation days',
  topics:
    'occupational safety, teamwork, quality control, shift work, SAP, forklift license, reliability, maintenance',
  tasks:
    'follow work instructions, wear protective equipment, report faults, record production data, work in shifts, keep work areas clean',
  occupations: [
    {
      id: 'production-manager',
      talent: 'Production Manager, Plant Manager, Shift Supervisor, Manufacturing Supervisor',
      job: 'Industrial Production Manager, Production Supervisor, Plant Manager',
      pay: 96,
      near: 'industrial-engineer, operations-manager, quality-manager, assembler, logistics-manager',
      tools: 'SAP PP, Excel, MES, Power BI',
      topics:
        'production planning, Lean, people management, KPI reporting, cost control, occupational safety',
      tasks:
        'plan production, manage shift workers, control production costs, improve processes, monitor output',
      duties: `
        get today's plan out of the gate today = plan and direct production
        lead three shifts with one standard = lead and develop shift teams
        stand by the line that stops most = reduce downtime and scrap
        cut cost without cutting corners = take responsibility for output, cost and quality`,
    },
    {
      id: 'assembler',
      talent: 'Assembler, Production Worker, Assembly Line Worker, Electronics Assembler',
      job: 'Assembly Operator, Production Helper, Electronic Equipment Assembler',
      plural: 'Assemblers and Fabricators',
      pay: 40,
      near: 'machine-operator, packer, quality-inspector, industrial-mechanic',
      tools: 'torque wrenches, soldering irons, pneumatic tools, conveyor systems',
      topics: 'assembly, soldering, manual dexterity, reading work instructions, 5S',
      tasks: 'assemble components, fasten parts, solder joints, inspect parts, pack goods',
      duties: `
        put together parts that fit only one way = assemble components following drawings
        solder tiny joints under a lens = solder and wire electronic assemblies
        keep pace with the belt = work on the assembly line to takt
        put aside what looks odd = check parts and report defects`,
    },
    {
      id: 'machine-operator',
      talent:
        'Machine Operator, Production Operator, Injection Moulding Operator, Packaging Machine Operator',
      job: 'Machine Operator, Plastics Machine Operator, Production Line Operator',
      pay: 44,
      near: 'assembler, cnc-machinist, process-operator, food-process-operator, packer, textile-operator',
      tools: 'injection molding machines, packaging machines, SAP, PLC panels, calipers',
      topics:
        'machine operation, machine setup, preventive maintenance, quality control, tool change',
      tasks: 'operate machines, set up machines, change tools, measure parts, clear jams',
      duties: `
        set up, start and listen to machines = set up and operate production machines
        measure every twentieth part = check dimensions and quality
        clear jams before the shift lead arrives = fix minor faults
        write down counts and stops = document production data`,
    },
    {
      id: 'cnc-machinist',
      talent: 'CNC Machinist, CNC Operator, Toolmaker, Lathe Operator',
      job: 'CNC Machine Operator, Machinist, Tool and Die Maker, Milling Machine Operator',
      pay: 54,
      near: 'machine-operator, welder, industrial-mechanic, cad-technician, carpenter',
      tools: 'Fanuc controls, Mastercam, Heidenhain, calipers, lathes, Siemens NX',
      topics: 'CNC programming, turning, milling, G-code, blueprint reading, GD&T',
      tasks: 'program CNC machines, turn parts, mill parts, grind tools, measure work pieces',
      duties: `
        cut steel to a hundredth = machine parts by turning and milling
        write programs and try them in air first = program and set up CNC machines
        hear from the chip that a tool is worn = monitor tools and correct settings
        build dies that stamp a million times = make and repair tools`,
    },
    {
      id: 'welder',
      talent: 'Welder, MIG/TIG Welder, Fabricator, Metal Worker',
      job: 'Welder, Metal Fabricator, Pipe Welder, Structural Steel Worker',
      pay: 50,
      near: 'cnc-machinist, plumber, roofer, industrial-mechanic, blacksmith',
      tools: 'MIG welders, TIG welders, plasma cutters, angle grinders, press brakes',
      topics: 'welding, blueprint reading, metal fabrication, weld inspection, sheet metal work',
      tasks: 'weld metal, cut metal, grind surfaces, read technical drawings, inspect welds',
      duties: `
        lay seams that X-rays cannot fault = weld components by MIG, MAG and TIG
        cut, bend and fit steel = prepare and fabricate metal parts
        work upside down inside tanks = weld pipes and vessels on site
        grind until nobody sees the seam = finish and check weld seams`,
    },
    {
      id: 'industrial-mechanic',
      talent: 'Industrial Mechanic, Maintenance Mechanic, Millwright, Mechatronics Technician',
      job: 'Industrial Machinery Mechanic, Maintenance Fitter, Mechatronic Technician',
      pay: 60,
      near: 'automation-engineer, electrician, auto-mechanic, cnc-machinist, machine-operator',
      tools: 'hydraulic presses, multimeters, SAP PM, alignment lasers, PLC',
      topics:
        'machine maintenance, hydraulics, pneumatics, troubleshooting, electrical basics, bearings',
      tasks:
        'repair machines, replace worn parts, align shafts, inspect machinery, install machines',
      duties: `
        get a dead line going again = repair machines and plants
        change bearings before they scream = carry out preventive maintenance
        level and anchor new machines = install and relocate equipment
        read hydraulic plans at three in the morning = find mechanical and electrical faults`,
    },
    {
      id: 'auto-mechanic',
      talent: 'Auto Mechanic, Automotive Technician, Diesel Mechanic, Bicycle Mechanic',
      job: 'Motor Vehicle Technician, Car Mechanic, Truck Mechanic',
      pay: 50,
      near: 'industrial-mechanic, automotive-engineer, aircraft-mechanic, truck-driver',
      tools: 'diagnostic scanners, car lifts, torque wrenches, wheel balancers',
      topics: 'vehicle repair, engine diagnostics, brakes, high-voltage systems, customer service',
      tasks: 'repair vehicles, diagnose faults, change brakes, service engines, inspect vehicles',
      duties: `
        find the rattle that the owner cannot reproduce = diagnose faults in vehicles
        change brakes, belts and batteries = service and repair cars and trucks
        explain a bill so that it hurts less = inform customers about repairs
        work safely on eight hundred volts = maintain hybrid and electric vehicles`,
    },
    {
      id: 'aircraft-mechanic',
      talent: 'Aircraft Mechanic, Avionics Technician, A&P Mechanic',
      job: 'Aircraft Maintenance Technician, Aircraft Engine Mechanic, Avionics Technician',
      pay: 72,
      near: 'auto-mechanic, aerospace-engineer, industrial-mechanic, electronics-engineer',
      tools: 'borescopes, torque wrenches, AMOS, rivet guns',
      topics:
        'aircraft maintenance, turbine engines, avionics, safety regulations, technical documentation',
      tasks: 'inspect aircraft, repair engines, replace components, sign release certificates',
      duties: `
        check twice, sign once = inspect and release aircraft
        look into engines through a straw = maintain and repair turbines
        trace a wire through a wing = troubleshoot electrical and avionic systems
        turn a jet around in one night = carry out line and base maintenance`,
    },
    {
      id: 'process-operator',
      talent:
        'Process Operator, Chemical Plant Operator, Power Plant Operator, Water Plant Operator',
      job: 'Chemical Plant Operator, Control Room Operator, Process Technician',
      pay: 62,
      near: 'chemical-engineer, machine-operator, food-process-operator, energy-engineer',
      tools: 'DCS, SCADA, gas detectors, SAP PM, pumps',
      topics: 'process control, chemical safety, sampling, instrumentation, GMP',
      tasks:
        'monitor plants, take samples, open and close valves, start up plants, record readings',
      duties: `
        watch forty screens for one odd curve = monitor and control processes
        walk the pipes with lamp and ear = inspect plant equipment on rounds
        take samples on the hour = sample and test products
        bring a plant down gently when alarms ring = respond to deviations and alarms`,
    },
    {
      id: 'food-process-operator',
      talent: 'Food Production Worker, Butcher, Dairy Worker, Brewer',
      job: 'Food Production Operator, Butcher, Brewery Operator, Meat Cutter',
      plural: 'Food Processing Workers',
      pay: 38,
      near: 'machine-operator, baker, food-scientist, process-operator, packer',
      tools: 'slicers, packaging machines, pasteurizers, filling lines, knives',
      topics: 'HACCP, food hygiene, meat cutting, fermentation, packaging',
      tasks: 'process food, cut meat, operate filling lines, clean equipment, check food quality',
      duties: `
        cut, mince and pack in the cold = process meat and other raw food
        brew, filter and fill = operate lines for drinks and dairy
        wash machines as if an inspector stood behind = clean and disinfect equipment
        watch temperature and dates = check quality and shelf life`,
    },
    {
      id: 'textile-operator',
      talent: 'Sewing Machine Operator, Textile Worker, Upholsterer, Shoemaker',
      job: 'Sewing Machinist, Textile Machine Operator, Leather Goods Maker',
      pay: 34,
      near: 'fashion-designer, machine-operator, assembler',
      tools: 'industrial sewing machines, looms, cutting machines, irons',
      topics: 'sewing, fabric cutting, weaving, upholstery, leather work',
      tasks: 'sew garments, cut fabric, operate looms, repair clothing, inspect textiles',
      duties: `
        sew straight at four thousand stitches a minute = sew garments and home textiles
        tend looms and knot broken threads = operate weaving and knitting machines
        cover old chairs in new cloth = upholster furniture
        spot a flaw in running fabric = inspect and finish textiles`,
    },
    {
      id: 'quality-inspector',
      talent: 'Quality Inspector, Quality Control Technician, Test Technician',
      job: 'Quality Controller, Product Inspector, Quality Control Inspector',
      pay: 48,
      near: 'quality-manager, lab-technician, assembler, machine-operator',
      tools: 'calipers, coordinate measuring machines, SAP QM, micrometers, microscopes',
      topics: 'quality control, measuring, sampling, ISO 9001, blueprint reading, documentation',
      tasks: 'inspect products, measure parts, record defects, release batches, calibrate gauges',
      duties: `
        see the scratch that others polish over = inspect incoming and finished goods
        measure to the micron and believe the gauge = measure parts and record results
        block a batch and stand by it = release or reject lots
        show operators what good looks like = train staff in inspection`,
    },
    {
      id: 'packer',
      talent: 'Packer, Packing Worker, Hand Packager',
      job: 'Hand Packer, Order Packer, Packaging Worker',
      pay: 32,
      near: 'warehouse-worker, assembler, machine-operator, food-process-operator',
      tools: 'pallet jacks, barcode scanners, strapping machines, shrink wrappers',
      topics: 'packing, labeling, order picking, manual dexterity, stamina',
      tasks: 'pack goods, label boxes, stack pallets, count items, check orders',
      duties: `
        pack glass so that it survives the van = pack goods safely
        stick the right label on the right box = label and sort parcels
        stack pallets that do not lean = palletise goods
        count twice when numbers look round = check orders for completeness`,
    },
    {
      id: 'warehouse-worker',
      talent: 'Warehouse Worker, Order Picker, Warehouse Associate, Stock Clerk',
      job: 'Warehouse Operative, Order Picker, Material Handler, Stock Clerk',
      pay: 37,
      near: 'forklift-operator, packer, logistics-manager, delivery-driver, construction-worker',
      tools: 'barcode scanners, pallet jacks, warehouse management systems, SAP WM',
      topics: 'order picking, inventory, loading and unloading, stock control, goods receiving',
      tasks: 'pick orders, unload trucks, count stock, store goods, load pallets',
      duties: `
        walk fifteen kilometres a shift and pick right = pick and pack customer orders
        unload trucks before the next one honks = receive and store goods
        count shelves until screen and reality agree = carry out stock checks
        load so that the first stop is on top = prepare goods for dispatch`,
    },
    {
      id: 'forklift-operator',
      talent: 'Forklift Operator, Forklift Driver, Reach Truck Driver',
      job: 'Forklift Driver, Industrial Truck Operator, Warehouse Driver',
      pay: 41,
      near: 'warehouse-worker, truck-driver, construction-equipment-operator',
      tools: 'forklifts, reach trucks, barcode scanners, SAP WM',
      topics: 'forklift license, loading and unloading, load securing, stock control',
      tasks:
        'operate forklift, load trucks, stack pallets, inspect industrial trucks, move materials',
      duties: `
        lift a tonne to the ninth metre without a scratch = store goods with reach trucks
        load and unload twenty trucks a day = load and unload vehicles
        feed the lines before they ask = supply production with material
        check forks, brakes and tyres each morning = inspect and charge the truck`,
    },
    {
      id: 'logistics-manager',
      talent: 'Logistics Manager, Warehouse Manager, Distribution Manager, Dispatcher',
      job: 'Logistics and Distribution Manager, Warehouse Manager, Transport Planner',
      plural: 'Transportation, Storage and Distribution Managers',
      pay: 84,
      remote: 0.08,
      near: 'supply-chain-analyst, operations-manager, warehouse-worker, contract-manager, production-manager',
      tools: 'SAP EWM, Excel, transport management systems, Power BI',
      topics:
        'logistics, warehouse management, transport planning, people management, customs, cost control',
      tasks:
        'plan routes, manage warehouse staff, negotiate freight rates, control stock, dispatch vehicles',
      duties: `
        know where each pallet is and why = manage warehouse and dispatch
        plan tours with fewer empty miles = schedule transport and routes
        bargain with carriers = select and manage freight partners
        keep a hundred people safe and on time = lead shift leaders and drivers`,
    },
    {
      id: 'supply-chain-analyst',
      talent: 'Supply Chain Analyst, Demand Planner, Supply Chain Manager, Production Planner',
      job: 'Supply Chain Planner, Demand Planner, Materials Planner',
      pay: 82,
      remote: 0.25,
      near: 'logistics-manager, contract-manager, industrial-engineer, data-analyst, erp-consultant',
      tools: 'SAP, Excel, Power BI, SAP IBP, SQL, Kinaxis',
      topics:
        'demand planning, inventory optimization, forecasting, S&OP, logistics, data analysis',
      tasks:
        'forecast demand, plan materials, optimise stock, analyse supply chains, coordinate suppliers',
      duties: `
        guess next quarter better than last year's average = forecast demand
        hold enough stock and not a box more = plan inventories and orders
        warn of shortages weeks ahead = monitor supply and resolve bottlenecks
        bring sales and production to one number = lead monthly planning meetings`,
    },
    {
      id: 'freight-forwarder',
      talent: 'Freight Forwarder, Customs Broker, Shipping Agent, Import/Export Specialist',
      job: 'Freight Forwarding Agent, Customs Declarant, Import Export Specialist',
      pay: 56,
      remote: 0.15,
      near: 'logistics-manager, supply-chain-analyst, office-clerk, contract-manager',
      tools: 'CargoWise, ATLAS, Excel, SAP GTS',
      topics: 'customs, Incoterms, freight documentation, air and sea freight, export control',
      tasks:
        'declare goods, book freight, prepare shipping documents, calculate duties, track shipments',
      duties: `
        move boxes across oceans on paper first = organise sea, air and road freight
        know tariff numbers by heart = prepare customs declarations
        free a container stuck in port = track shipments and solve problems
        price a shipment door to door = calculate and offer freight rates`,
    },
    {
      id: 'truck-driver',
      talent: 'Truck Driver, CDL Driver, Long-Haul Driver',
      job: 'HGV Driver, Heavy Truck Driver, Cargo Vehicle Driver',
      plural: 'Heavy and Tractor-Trailer Truck Drivers',
      pay: 52,
      near: 'delivery-driver, bus-driver, forklift-operator, construction-equipment-operator',
      tools: 'semi-trailer trucks, tachographs, tail lifts, GPS navigation',
      topics: 'driving license, load securing, route planning, hazardous goods, vehicle inspection',
      tasks: 'drive trucks, secure loads, inspect vehicles, keep driving records, deliver goods',
      duties: `
        drive forty tonnes as if eggs were on board = transport goods by truck
        strap loads so that nothing shifts = load, secure and unload cargo
        check lights, tyres and brakes before dawn = inspect the vehicle before departure
        keep rest times even when late = observe driving times and papers`,
    },
    {
      id: 'delivery-driver',
      talent: 'Delivery Driver, Courier, Van Driver, Taxi Driver',
      job: 'Parcel Delivery Driver, Courier, Taxi Driver',
      pay: 38,
      near: 'truck-driver, postal-worker, bus-driver, warehouse-worker',
      tools: 'delivery vans, handheld scanners, GPS navigation, cargo bikes',
      topics: 'driving license, route planning, customer service, local knowledge, cash handling',
      tasks: 'deliver parcels, drive vans, collect signatures, load vehicles, drive passengers',
      duties: `
        ring a hundred and fifty doorbells a day = deliver parcels to customers
        load the van in the order of the streets = sort and load shipments
        know each shortcut and each dog = drive along planned routes
        stay friendly in rain and on the fifth floor = deal with customers at the door`,
    },
    {
      id: 'bus-driver',
      talent: 'Bus Driver, Tram Driver, Train Driver, School Bus Driver',
      job: 'Bus Driver, Train Driver, Tram Driver',
      pay: 48,
      near: 'truck-driver, delivery-driver, pilot, ship-officer',
      tools: 'buses, locomotives, ticket machines, radio systems',
      topics:
        'passenger transport, driving license, timetables, passenger safety, customer service',
      tasks: 'drive buses, sell tickets, inform passengers, inspect vehicles, follow timetables',
      duties: `
        bring people to work, on time and upright = drive passengers on scheduled lines
        help with prams, wheelchairs and directions = assist and inform passengers
        check doors, brakes and mirrors = carry out checks before departure
        keep calm when traffic is not = respond to delays and incidents`,
    },
    {
      id: 'pilot',
      talent: 'Airline Pilot, Commercial Pilot, Helicopter Pilot, Drone Pilot',
      job: 'Commercial Pilot, Co-pilot, Helicopter Pilot',
      pay: 150,
      near: 'flight-attendant, air-traffic-controller, ship-officer, aircraft-mechanic',
      tools: 'flight management systems, flight simulators, electronic flight bags, autopilot',
      topics:
        'flight planning, navigation, aviation regulations, crew resource management, meteorology',
      tasks:
        'fly aircraft, plan flights, check aircraft, communicate with air traffic control, handle emergencies',
      duties: `
        fly people and freight in any weather that is allowed = operate aircraft safely
        plan fuel, route and alternates = prepare flights and check weather
        train for the engine failure that never comes = take part in simulator training
        work as a crew and speak up = cooperate with crew and controllers`,
    },
    {
      id: 'air-traffic-controller',
      talent: 'Air Traffic Controller, Flight Dispatcher, Airport Operations Officer',
      job: 'Air Traffic Controller, Flight Operations Officer, Aviation Ground Coordinator',
      pay: 118,
      near: 'pilot, emergency-dispatcher, logistics-manager',
      tools: 'radar systems, radio systems, flight data systems',
      topics:
        'air traffic control, radiotelephony, aviation regulations, situational awareness, meteorology',
      tasks:
        'guide aircraft, give clearances, monitor radar, coordinate sectors, handle emergencies',
      duties: `
        keep dots on a screen far apart = guide aircraft in the air and on the ground
        say little and say it clearly = give clearances by radio
        think ten minutes ahead for twelve planes = plan and sequence traffic
        stay cool when a pilot calls mayday = coordinate in emergencies`,
    },
    {
      id: 'ship-officer',
      talent: 'Ship Captain, Deck Officer, Marine Engineer, Sailor',
      job: 'Deck Officer, Ship Captain, Ship Engineer, Sailor',
      pay: 84,
      near: 'pilot, bus-driver, industrial-mechanic, fisher',
      tools: 'ECDIS, radar systems, marine diesel engines, GMDSS',
      topics: 'navigation, maritime law, ship maintenance, cargo handling, marine safety',
      tasks: 'navigate ships, keep watch, supervise cargo, maintain engines, lead crews',
      duties: `
        stand watch while others sleep = navigate vessels safely
        load so that the ship stays upright = supervise loading and stability
        keep a diesel the size of a house alive = maintain engines and systems on board
        drill the crew for fire and water = carry out safety exercises`,
    },
    {
      id: 'postal-worker',
      talent: 'Mail Carrier, Postal Clerk, Mail Sorter',
      job: 'Postman/Postwoman, Postal Worker, Post Office Counter Clerk',
      pay: 46,
      near: 'delivery-driver, office-clerk, warehouse-worker, cashier',
      tools: 'sorting machines, handheld scanners, bicycles, delivery vans',
      topics: 'mail sorting, customer service, local knowledge, cash handling, stamina',
      tasks: 'sort mail, deliver letters, sell postage, weigh parcels, register shipments',
      duties: `
        sort by street while the town sleeps = sort letters and parcels
        carry news, bills and love letters = deliver mail on foot, bike or van
        sell stamps and weigh gifts = serve customers at the counter
        note who moved and who is away = update addresses and redirections`,
    },
    {
      id: 'jeweler',
      talent: 'Jeweler, Goldsmith, Watchmaker',
      job: 'Goldsmith, Watchmaker, Jewellery Repairer',
      pay: 48,
      near: 'fine-artist, dental-technician, fashion-designer, blacksmith',
      tools: 'soldering torches, loupes, engraving tools, Rhino, lathes',
      topics: 'goldsmithing, stone setting, watch repair, engraving, customer advice',
      tasks: 'make jewellery, set stones, repair watches, engrave metal, value gems',
      duties: `
        melt old rings into new promises = design and make jewellery
        set stones that never come loose = set and polish gems
        bring watches back to the second = repair and adjust watches
        tell glass from diamond = value pieces and advise customers`,
    },
    {
      id: 'blacksmith',
      talent: 'Blacksmith, Locksmith, Farrier, Foundry Worker',
      job: 'Locksmith, Foundry Moulder, Blacksmith',
      pay: 46,
      near: 'welder, jeweler, cnc-machinist, building-caretaker',
      tools: 'forges, anvils, key cutting machines, grinders, furnaces',
      topics: 'forging, lock repair, metal casting, heat treatment, metal fabrication',
      tasks: 'forge metal, open locks, cut keys, cast metal, sharpen tools',
      duties: `
        shape glowing iron by eye = forge gates, tools and fittings
        open doors for people who lost their keys = install and open locks
        pour metal into sand = cast and fettle metal parts
        mend railings older than the house = restore ironwork`,
    },
    {
      id: 'printer',
      talent: 'Printing Press Operator, Offset Printer, Bookbinder',
      job: 'Offset Printer, Digital Print Operator, Print Finishing Operator',
      pay: 44,
      near: 'machine-operator, graphic-designer, packer',
      tools: 'offset presses, digital presses, Adobe Acrobat, folding machines',
      topics: 'offset printing, color management, bookbinding, prepress, machine maintenance',
      tasks: 'operate printing presses, mix inks, bind books, check print quality, prepare plates',
      duties: `
        match the blue that the client has in mind = set up and run printing presses
        smell when the ink is wrong = control colour and quality
        fold, stitch and trim = finish and bind printed matter
        fix files at the last minute = prepare data and plates`,
    },
  ],
})

export const LAND = defineField({
  id: 'land',
  share: 3,
  remote: 0,
  industries: 'Agriculture, Forestry, Horticulture, Fishing, Animal Care, Food Production',
  benefits:
    'Staff accommodation, Free meals, Overtime pay, Health insurance, Work clothes, Paid training, Seasonal bonus, Company vehicle',
  topics:
    'tractor driving, physical fitness, plant knowledge, animal care, machine maintenance, weather awareness',
  tasks:
    'work outdoors, operate agricultural machinery, maintain tools, store harvests, apply safety rules, keep farm records',
  occupations: [
    {
      id: 'crop-farmer',
      talent: 'Farmer, Crop Farmer, Vineyard Manager, Farm Manager',
      job: 'Agronomic Crop Production Manager, Farm Manager, Vineyard Manager',
      plural: 'Farmers and Agricultural Managers',
      pay: 66,
      near: 'animal-farmer, farmworker, agronomist, gardener',
      tools: 'tractors, combine harvesters, GPS guidance, irrigation systems, Excel',
      topics:
        'crop production, soil management, irrigation, pest control, farm economics, viticulture',
      tasks: 'plan crops, till soil, sow fields, harvest crops, manage farm staff',
      duties: `
        decide what grows where and pray for rain = plan crop rotation and sowing
        plough, spray and harvest when weather allows = cultivate fields with machinery
        sell grain when price is right = market produce and manage finances
        hire pickers and keep them fed = lead seasonal workers`,
    },
    {
      id: 'animal-farmer',
      talent: 'Livestock Farmer, Dairy Farmer, Cattle Breeder, Poultry Farmer',
      job: 'Dairy Farmer, Livestock Manager, Poultry Breeder',
      pay: 58,
      near: 'crop-farmer, farmworker, veterinarian, animal-caretaker, fisher',
      tools: 'milking robots, tractors, feed mixers, herd management software',
      topics:
        'livestock breeding, animal nutrition, dairy farming, animal welfare, feed production',
      tasks: 'feed animals, milk cows, breed livestock, treat sick animals, clean stables',
      duties: `
        milk twice a day, Christmas too = care for and milk the herd
        know each cow by her walk = monitor health and fertility of animals
        mix feed by weight and season = plan feeding
        help calves into the world = assist at births and breeding`,
    },
    {
      id: 'farmworker',
      talent: 'Farmworker, Harvest Worker, Greenhouse Worker, Tractor Driver',
      job: 'Agricultural Worker, Horticulture Worker, Farm Machine Operator',
      pay: 34,
      near: 'crop-farmer, animal-farmer, gardener, construction-equipment-operator',
      tools: 'tractors, harvesting machines, hand tools, irrigation systems',
      topics: 'harvesting, planting, tractor driving, pruning, stamina',
      tasks: 'pick fruit, plant seedlings, drive tractors, weed fields, pack vegetables',
      duties: `
        pick fruit fast without bruising it = harvest fruit and vegetables
        plant, weed and prune row after row = look after crops and greenhouses
        drive tractors from dawn = operate farm machines
        sort and crate for market = sort and pack produce`,
    },
    {
      id: 'gardener',
      talent: 'Gardener, Landscaper, Groundskeeper, Arborist',
      job: 'Landscape Gardener, Groundskeeper, Tree Surgeon',
      pay: 40,
      near: 'farmworker, forester, building-caretaker, crop-farmer',
      tools: 'lawn mowers, chainsaws, hedge trimmers, mini excavators',
      topics: 'plant knowledge, landscaping, pruning, irrigation, paving',
      tasks: 'plant trees, mow lawns, prune hedges, lay paving, design gardens',
      duties: `
        plant so that something blooms each month = lay out and plant gardens
        mow, clip and rake = maintain green areas
        climb trees with a saw = prune and fell trees
        lay paths, walls and ponds = build paths, walls and water features`,
    },
    {
      id: 'forester',
      talent: 'Forester, Forest Ranger, Logger, Park Ranger',
      job: 'Forestry Adviser, Forest Ranger, Harvester Operator',
      pay: 58,
      near: 'ecologist, gardener, agronomist, firefighter',
      tools: 'chainsaws, forest harvesters, ArcGIS, GPS receivers',
      topics: 'forest management, tree felling, wildlife management, timber sales, fire prevention',
      tasks: 'manage forests, fell trees, mark timber, plant saplings, guide visitors',
      duties: `
        think in eighty years when planting = plan and manage woodland
        fell the right tree in the right direction = harvest and measure timber
        look after deer, beetles and hikers = protect forest and wildlife
        show school classes what a wood can do = inform visitors and enforce rules`,
    },
    {
      id: 'agronomist',
      talent: 'Agronomist, Agricultural Scientist, Soil Scientist, Crop Advisor',
      job: 'Agricultural Consultant, Agronomist, Plant Breeder',
      plural: 'Soil and Plant Scientists',
      pay: 70,
      remote: 0.1,
      near: 'crop-farmer, food-scientist, biologist, forester',
      tools: 'soil sensors, R, drones, ArcGIS, spectrometers',
      topics: 'plant science, soil science, crop protection, field trials, precision farming',
      tasks: 'advise farmers, analyse soil, run field trials, breed plants, plan fertilisation',
      duties: `
        kneel in fields with a spade = examine soils and crops
        run trials in a thousand small plots = plan and evaluate field trials
        advise farmers who have seen advisers come and go = advise farms on cultivation
        cross plants for drier summers = breed and test varieties`,
    },
    {
      id: 'animal-caretaker',
      talent: 'Animal Caretaker, Zookeeper, Dog Trainer, Pet Groomer',
      job: 'Zookeeper, Animal Shelter Worker, Dog Trainer, Groom',
      pay: 36,
      near: 'veterinary-technician, animal-farmer, ecologist',
      tools: 'grooming tools, feeding equipment, animal crates',
      topics: 'animal handling, animal nutrition, dog training, grooming, animal welfare',
      tasks: 'feed animals, clean enclosures, train animals, groom pets, observe animal behaviour',
      duties: `
        feed lions before breakfast = feed and look after animals
        scrub cages, tanks and stalls = clean enclosures
        teach dogs and, more often, owners = train animals and advise keepers
        notice when an animal is not itself = observe behaviour and health`,
    },
    {
      id: 'fisher',
      talent: 'Fisher, Fish Farmer, Aquaculture Technician',
      job: 'Fisherman, Aquaculture Worker, Fish Hatchery Technician',
      plural: 'Fishing Workers',
      pay: 40,
      near: 'animal-farmer, ship-officer, farmworker',
      tools: 'fishing nets, trawlers, water quality sensors, sonar',
      topics: 'aquaculture, fishing techniques, boat handling, fish health, water quality',
      tasks: 'catch fish, feed fish, mend nets, sort catch, monitor water quality',
      duties: `
        go out when the harbour still sleeps = catch fish with nets and lines
        raise trout from egg to plate = breed and feed fish
        measure oxygen and clean ponds = monitor water and health of stock
        gut, ice and sell at the quay = process and store the catch`,
    },
  ],
})
