import { defineField } from '../occupation.ts'

export const MARKETING = defineField({
  id: 'marketing',
  share: 5,
  remote: 0.4,
  industries: 'Advertising, Consumer Goods, Technology, Media, Online Retail, Fashion',
  benefits:
    'Flexible hours, Remote work, Bonus, Health insurance, Learning budget, Staff discount, Team events, Home office stipend',
  topics:
    'Google Analytics, social media, copywriting, campaign management, Canva, Excel, branding, communication',
  tasks:
    'plan campaigns, brief agencies, measure campaign success, keep to budgets, study target groups, follow trends',
  occupations: [
    {
      id: 'marketing-manager',
      talent: 'Marketing Manager, Brand Manager, Head of Marketing, CMO',
      job: 'Marketing Manager, Brand Manager, Product Marketing Manager',
      pay: 104,
      near: 'digital-marketer, product-manager, public-relations-specialist, sales-manager, market-researcher',
      tools: 'HubSpot, Google Analytics, Salesforce, Marketo, PowerPoint, Asana',
      topics:
        'brand management, marketing strategy, market research, budgeting, product launch, people management',
      tasks:
        'develop marketing strategies, manage brands, plan product launches, control marketing budgets, lead marketing teams',
      duties: `
        decide what a brand stands for and defend it = develop and guard the positioning of our brands
        plan launches with sales and product = bring new products to market
        spend the budget where it sells = plan and control the marketing budget
        lead writers, designers and agencies = steer an internal team and external agencies`,
    },
    {
      id: 'digital-marketer',
      talent: 'Digital Marketing Specialist, Performance Marketer, PPC Specialist, Growth Marketer',
      job: 'Online Marketing Manager, Paid Media Specialist, Digital Marketing Manager',
      pay: 72,
      near: 'marketing-manager, seo-specialist, social-media-manager, marketing-analyst, ecommerce-manager',
      tools: 'Google Ads, Meta Ads Manager, Google Analytics, HubSpot, Mailchimp, Looker Studio',
      topics:
        'paid search, email marketing, conversion optimization, marketing automation, A/B testing, lead generation',
      tasks:
        'run online advertising, write email campaigns, optimise landing pages, generate leads, bid on keywords',
      duties: `
        run ads on search and social with every cent tracked = set up and optimise paid campaigns
        test headlines, pages and offers = improve conversion through continuous testing
        nurture leads with mails that get opened = build email and automation flows
        report cost per customer, not just clicks = analyse performance and report on it`,
    },
    {
      id: 'seo-specialist',
      talent: 'SEO Specialist, SEO Manager, Search Marketing Consultant',
      job: 'Search Engine Optimisation Expert, SEO Manager, SEO Consultant',
      pay: 66,
      near: 'digital-marketer, content-writer, web-developer, marketing-analyst',
      tools: 'Ahrefs, Google Search Console, Semrush, Screaming Frog, WordPress, Google Analytics',
      topics:
        'search engine optimization, keyword research, link building, technical SEO, content strategy',
      tasks:
        'optimise websites for search, research keywords, audit websites, plan content, build links',
      duties: `
        lift pages from the third screen to the top = improve our organic rankings
        find words that customers really type = carry out keyword research
        fix slow, broken and double pages with developers = conduct technical audits and follow up on them
        plan articles that answer questions = define the content plan with editors`,
    },
    {
      id: 'social-media-manager',
      talent: 'Social Media Manager, Community Manager, Content Creator',
      job: 'Social Media Specialist, Online Community Manager, Content Manager',
      pay: 58,
      near: 'digital-marketer, content-writer, public-relations-specialist, video-editor',
      tools: 'Instagram, TikTok, Hootsuite, Canva, LinkedIn, CapCut, Meta Business Suite',
      topics:
        'content creation, community management, storytelling, influencer marketing, video editing, social media strategy',
      tasks:
        'plan social media content, answer comments, shoot short videos, work with influencers, track reach',
      duties: `
        post things that people share = create content for our social channels
        answer comments, even the nasty ones = look after the community
        shoot and cut short clips with a phone = produce photos and short videos
        pick creators whose followers are real = plan and manage influencer campaigns`,
    },
    {
      id: 'marketing-analyst',
      talent: 'Marketing Analyst, CRM Manager, Web Analyst',
      job: 'Marketing Data Analyst, CRM Specialist, Web Analytics Manager',
      pay: 76,
      near: 'data-analyst, digital-marketer, market-researcher, seo-specialist',
      tools: 'Google Analytics, SQL, Tableau, Excel, Google Tag Manager, Salesforce, Python',
      topics:
        'web analytics, customer segmentation, attribution, A/B testing, reporting, customer lifetime value',
      tasks: 'analyse campaign data, build dashboards, segment customers, set up tracking',
      duties: `
        find out which half of the budget is wasted = evaluate effectiveness of channels and campaigns
        tag sites so that numbers can be trusted = implement and test tracking
        group customers by what they do = develop customer segments
        build reports that marketers understand = create dashboards for the marketing team`,
    },
    {
      id: 'market-researcher',
      talent: 'Market Research Analyst, Consumer Insights Manager, UX Researcher',
      job: 'Market Research Analyst, Consumer Insights Specialist, User Researcher',
      pay: 74,
      near: 'marketing-analyst, statistician, marketing-manager, ux-designer, sociologist',
      tools: 'Qualtrics, SPSS, Excel, SurveyMonkey, Tableau, PowerPoint',
      topics:
        'survey design, focus groups, qualitative research, statistics, competitor analysis, interviewing',
      tasks:
        'design surveys, moderate focus groups, analyse market trends, interview customers, write research reports',
      duties: `
        ask people questions that do not lead them = design and run surveys
        watch customers use things in their own homes = conduct interviews and observations
        size markets before money is spent = study markets, prices and competitors
        boil fifty interviews down to five pages = present insights and recommendations`,
    },
    {
      id: 'public-relations-specialist',
      talent: 'Public Relations Specialist, Communications Manager, Press Officer',
      job: 'PR Manager, Corporate Communications Manager, Spokesperson',
      pay: 76,
      near: 'journalist, marketing-manager, social-media-manager, event-planner, content-writer',
      tools: 'Cision, Meltwater, WordPress, Canva, Microsoft Outlook',
      topics:
        'media relations, crisis communication, press releases, internal communication, speech writing, storytelling',
      tasks:
        'write press releases, answer journalists, organise press events, advise on public image, write speeches',
      duties: `
        know journalists and what they need by five o'clock = maintain contacts with the media
        write releases, speeches and sorry letters = draft texts for press and management
        keep calm when the house is on the news = handle communication in a crisis
        tell staff before they read it elsewhere = plan internal communication`,
    },
    {
      id: 'event-planner',
      talent: 'Event Planner, Event Manager, Wedding Planner, Conference Organizer',
      job: 'Event Coordinator, Conference Manager, Event Manager',
      pay: 56,
      remote: 0.1,
      near: 'public-relations-specialist, project-manager, hotel-manager, travel-agent, administrative-assistant',
      tools: 'Cvent, Eventbrite, Excel, Canva, Microsoft Outlook',
      topics:
        'event management, budgeting, vendor management, logistics, negotiation, guest relations',
      tasks:
        'organise events, book venues, negotiate with suppliers, manage event staff, draw up event budgets',
      duties: `
        plan fairs, weddings and congresses to the minute = plan and carry out events
        find venues, cooks and bands within budget = select and book locations and suppliers
        have a plan for rain = coordinate set-up, staff and technology on site
        count what it cost and what it brought = prepare and settle event budgets`,
    },
  ],
})

export const SALES = defineField({
  id: 'sales',
  share: 9,
  remote: 0.15,
  industries: 'Retail, Consumer Goods, Technology, Automotive, Real Estate, Fashion, Wholesale',
  benefits:
    'Commission, Company car, Staff discount, Health insurance, Bonus, Team events, Paid training, Mobile phone',
  topics:
    'negotiation, customer service, product knowledge, communication, customer relationship management, Excel, upselling',
  tasks:
    'advise customers, reach sales targets, handle complaints, present products, process payments, maintain customer relations',
  occupations: [
    {
      id: 'sales-representative',
      talent:
        'Sales Representative, Account Executive, Business Development Representative, Field Sales Rep',
      job: 'Sales Executive, Account Executive, Commercial Sales Representative, Inside Sales Representative',
      pay: 72,
      near: 'sales-manager, key-account-manager, sales-engineer, retail-salesperson, real-estate-agent, insurance-agent',
      tools: 'Salesforce, HubSpot, LinkedIn Sales Navigator, Excel, Zoom, Outreach',
      topics: 'prospecting, cold calling, lead generation, closing, B2B sales, pipeline management',
      tasks:
        'acquire clients, make sales calls, negotiate contracts, prepare quotations, visit customers',
      duties: `
        open doors that were shut to others = win new business customers
        call, visit, listen and then offer = carry out sales calls and product presentations
        close deals without giving the shop away = negotiate prices and close contracts
        keep the pipeline honest = maintain leads and forecasts in the CRM`,
    },
    {
      id: 'sales-manager',
      talent: 'Sales Manager, Sales Director, Head of Sales, Regional Sales Manager',
      job: 'Sales Manager, Regional Sales Director, Commercial Director',
      pay: 124,
      near: 'sales-representative, key-account-manager, marketing-manager, store-manager, operations-manager',
      tools: 'Salesforce, Excel, HubSpot, Power BI, Gong',
      topics:
        'sales strategy, people management, forecasting, key account management, pricing, coaching',
      tasks:
        'lead sales teams, set sales targets, plan sales strategy, negotiate contracts, train sales staff',
      duties: `
        lead a team that hits its number without burning out = manage and coach the sales team
        plan regions, prices and targets = develop the sales strategy
        join the big negotiations = support key negotiations
        forecast within five percent = report on revenue and pipeline`,
    },
    {
      id: 'key-account-manager',
      talent: 'Key Account Manager, Account Manager, Client Partner',
      job: 'Account Manager, Key Account Manager, Client Relations Manager',
      pay: 88,
      remote: 0.3,
      near: 'sales-representative, sales-manager, customer-success-manager',
      tools: 'Salesforce, Excel, PowerPoint, SAP, Zoom',
      topics:
        'key account management, negotiation, upselling, contract management, stakeholder management',
      tasks:
        'manage key accounts, negotiate annual agreements, prepare quotations, analyse customer sales',
      duties: `
        look after the ten clients who make half the revenue = take care of strategic accounts
        negotiate yearly terms with buyers = conduct annual negotiations
        know the client's plans before the rivals do = develop accounts and find new potential
        get things fixed inside our own house = coordinate delivery, service and billing`,
    },
    {
      id: 'customer-success-manager',
      talent: 'Customer Success Manager, Client Success Specialist, Onboarding Manager',
      job: 'Customer Success Manager, Implementation Manager, Customer Experience Manager',
      pay: 82,
      remote: 0.5,
      near: 'key-account-manager, customer-support-agent, sales-engineer',
      tools: 'Gainsight, Salesforce, HubSpot, Zendesk, Zoom, Intercom',
      topics: 'onboarding, retention, customer training, churn analysis, SaaS',
      tasks:
        'onboard customers, train users, renew contracts, track customer health, gather feedback',
      duties: `
        get new clients to their first win within weeks = guide customers through onboarding
        notice silence before it becomes a cancellation = monitor usage and prevent churn
        show users tricks they did not know = train users and share good practice
        renew and grow contracts = lead reviews and renewals`,
    },
    {
      id: 'sales-engineer',
      talent: 'Sales Engineer, Presales Consultant, Technical Sales Specialist',
      job: 'Technical Sales Representative, Solutions Consultant, Pre-Sales Engineer',
      pay: 112,
      near: 'sales-representative, mechanical-engineer, solutions-architect, customer-success-manager',
      tools: 'Salesforce, PowerPoint, AutoCAD, SQL, Excel',
      topics: 'technical sales, product demonstration, requirements analysis, tendering, REST APIs',
      tasks:
        'demonstrate products, answer tenders, configure solutions, advise on technical matters',
      duties: `
        show the product doing what this client needs = prepare and hold technical demonstrations
        answer two hundred tender questions = write technical parts of offers
        tell sales what cannot be promised = assess feasibility of customer wishes
        run pilots until the client is convinced = accompany trials and proofs of concept`,
    },
    {
      id: 'real-estate-agent',
      talent: 'Real Estate Agent, Realtor, Property Manager, Letting Agent',
      job: 'Estate Agent, Property Manager, Real Estate Broker',
      pay: 62,
      near: 'sales-representative, insurance-agent, loan-officer, building-caretaker',
      tools: 'MLS, Yardi, DocuSign, Matterport, Excel',
      topics:
        'property valuation, real estate law, sales, lease management, marketing of properties',
      tasks: 'value properties, show homes, negotiate sales, draw up leases, manage tenants',
      duties: `
        show flats and tell the truth about the damp = conduct viewings with prospective buyers
        put the right price on a house = assess value of properties
        bring buyer, seller and notary together = negotiate and prepare contracts
        look after tenants and leaking taps = manage rented properties`,
    },
    {
      id: 'retail-salesperson',
      talent: 'Retail Salesperson, Sales Associate, Shop Assistant, Sales Advisor',
      job: 'Shop Assistant, Retail Sales Associate, Specialised Seller',
      pay: 33,
      remote: 0,
      near: 'cashier, store-manager, sales-representative, merchandiser',
      tools: 'point of sale systems, barcode scanners, inventory software',
      topics: 'customer service, visual merchandising, cash handling, stock control, fashion',
      tasks:
        'serve customers, restock shelves, arrange displays, operate cash registers, process returns',
      duties: `
        help people find what suits them = advise customers on the shop floor
        fill shelves and make windows pretty = present goods and replenish stock
        take payments and exchange presents = work at the till
        count stock at midnight twice a year = support stocktaking`,
    },
    {
      id: 'cashier',
      talent: 'Cashier, Checkout Operator, Supermarket Clerk',
      job: 'Cashier, Checkout Assistant, Ticket Sales Agent',
      pay: 29,
      remote: 0,
      near: 'retail-salesperson, bank-teller, waiter',
      tools: 'cash registers, barcode scanners, card terminals, self-checkout machines',
      topics: 'cash handling, customer service, friendliness, age verification',
      tasks: 'operate cash registers, handle cash, balance the till, pack goods, process refunds',
      duties: `
        scan fast and still say hello = serve customers at the checkout
        count the drawer and find the missing cent = balance the till at end of shift
        ask for identity cards and take the grumbling = check age for restricted goods
        help at self-checkout and on the floor = support colleagues in the store`,
    },
    {
      id: 'store-manager',
      talent: 'Store Manager, Retail Manager, Shop Manager, Assistant Store Manager',
      job: 'Shop Manager, Store Manager, Supermarket Manager',
      pay: 58,
      remote: 0,
      near: 'retail-salesperson, sales-manager, operations-manager, merchandiser, restaurant-manager',
      tools: 'point of sale systems, Excel, inventory software, workforce scheduling software',
      topics:
        'people management, inventory management, visual merchandising, loss prevention, staff scheduling',
      tasks: 'manage shop staff, order goods, plan shifts, prevent theft, control store budgets',
      duties: `
        open, close and everything in between = take charge of the store and its results
        lead a team of students and old hands = recruit, schedule and train staff
        order so that shelves are full and bins empty = manage ordering and stock
        set prices and promotions within the rules = implement promotions and store layout`,
    },
    {
      id: 'merchandiser',
      talent: 'Merchandiser, Visual Merchandiser, Category Manager, Retail Buyer',
      job: 'Category Manager, Visual Merchandiser, Retail Buyer',
      pay: 62,
      remote: 0.1,
      near: 'store-manager, retail-salesperson, contract-manager, ecommerce-manager, fashion-designer',
      tools: 'Excel, SAP, planogram software, Photoshop',
      topics:
        'assortment planning, pricing, visual merchandising, trend analysis, supplier management',
      tasks:
        'plan assortments, arrange displays, set retail prices, negotiate with suppliers, analyse sales figures',
      duties: `
        choose what will be on the shelf next spring = plan assortments and quantities
        dress windows that stop people = design displays and store layouts
        watch sellers and slow movers each Monday = analyse sales and adjust prices
        bargain with vendors about terms = negotiate with suppliers`,
    },
    {
      id: 'ecommerce-manager',
      talent: 'E-Commerce Manager, Online Shop Manager, Marketplace Specialist',
      job: 'E-Commerce Manager, Online Retail Manager, Marketplace Manager',
      pay: 78,
      remote: 0.4,
      near: 'digital-marketer, merchandiser, store-manager, web-developer',
      tools: 'Shopify, Amazon Seller Central, Google Analytics, Magento, Excel, Klaviyo',
      topics:
        'online retail, conversion optimization, product data, pricing, marketplace management, search engine optimization',
      tasks: 'manage online shops, maintain product data, plan promotions, analyse shop figures',
      duties: `
        run a shop that never closes = manage our online store day to day
        sell on marketplaces without losing margin = expand sales on marketplaces
        write product pages that answer questions = maintain product content and images
        hunt abandoned baskets = improve checkout and conversion`,
    },
  ],
})

export const HOSPITALITY = defineField({
  id: 'hospitality',
  share: 5,
  remote: 0,
  industries: 'Hospitality, Restaurants, Tourism, Catering, Wellness, Aviation',
  benefits:
    'Free meals, Staff accommodation, Tips, Health insurance, Staff discount, Paid training, Extra vacation days, Uniform provided',
  topics:
    'customer service, food safety, teamwork, hygiene, cash handling, friendliness, time management',
  tasks:
    'comply with food safety rules, handle complaints, keep work areas clean, work in shifts, serve guests, handle stress',
  occupations: [
    {
      id: 'chef',
      talent: 'Chef, Head Chef, Sous Chef, Executive Chef',
      job: 'Head Chef, Chef de Partie, Sous Chef',
      pay: 58,
      near: 'cook, baker, restaurant-manager, dietitian',
      tools: 'commercial ovens, sous vide equipment, kitchen knives, inventory software',
      topics:
        'menu planning, HACCP, food cost control, kitchen management, recipe development, plating',
      tasks:
        'plan menus, lead kitchen staff, order ingredients, develop recipes, control food costs',
      duties: `
        write menus around the season = plan menus and create dishes
        run the pass on a full Saturday = direct the kitchen during service
        buy well and throw away little = order ingredients and control costs
        teach apprentices to cut and to taste = train and schedule kitchen staff`,
    },
    {
      id: 'cook',
      talent: 'Cook, Line Cook, Prep Cook, Kitchen Helper',
      job: 'Cook, Kitchen Assistant, Canteen Cook, Fast Food Cook',
      pay: 36,
      near: 'chef, baker, waiter, dishwasher',
      tools: 'commercial ovens, deep fryers, grills, slicers',
      topics: 'food preparation, HACCP, knife skills, portion control, grilling',
      tasks: 'prepare ingredients, cook meals, clean kitchen equipment, store food, plate dishes',
      duties: `
        chop, fry and plate until the last order = prepare meals according to recipes
        keep the station stocked and spotless = set up and clean the work station
        store food at the right temperature = receive and store goods properly
        cook for two hundred at noon sharp = cook for canteen and banquets`,
    },
    {
      id: 'baker',
      talent: 'Baker, Pastry Chef, Confectioner',
      job: 'Baker, Pastry Cook, Confectioner',
      pay: 38,
      near: 'cook, chef, food-process-operator',
      tools: 'dough mixers, deck ovens, proofing cabinets, chocolate tempering machines',
      topics: 'bread making, pastry, dough handling, cake decorating, HACCP',
      tasks: 'bake goods, mix dough, decorate cakes, operate ovens, develop recipes',
      duties: `
        get up at two so that rolls are warm at six = produce bread and rolls
        laminate, fold and fill = make pastries and cakes
        write names on cakes without mistakes = decorate cakes to order
        watch dough, heat and time = operate mixers and ovens`,
    },
    {
      id: 'waiter',
      talent: 'Waiter, Waitress, Server, Bartender, Barista',
      job: 'Server, Bartender, Barista, Waiter/Waitress',
      pay: 32,
      near: 'cook, cashier, restaurant-manager, flight-attendant',
      tools: 'point of sale systems, espresso machines, card terminals, bar equipment',
      topics: 'table service, wine knowledge, cocktail mixing, upselling, cash handling',
      tasks: 'take orders, serve food and drinks, mix drinks, set tables, process payments',
      duties: `
        carry four plates and remember who had the fish = serve food and drinks at the table
        recommend a wine without showing off = advise guests on menu and drinks
        shake drinks three deep at the bar = prepare coffee and cocktails
        lay tables and settle bills = set up the dining room and take payments`,
    },
    {
      id: 'restaurant-manager',
      talent: 'Restaurant Manager, Food and Beverage Manager, Catering Manager',
      job: 'Restaurant Manager, F&B Manager, Catering Manager',
      plural: 'Food Service Managers',
      pay: 62,
      near: 'chef, waiter, hotel-manager, store-manager',
      tools: 'point of sale systems, OpenTable, Excel, workforce scheduling software',
      topics: 'people management, cost control, food safety, staff scheduling, event catering',
      tasks:
        'manage restaurant staff, plan shifts, control food costs, handle complaints, organise banquets',
      duties: `
        keep guests happy and the kitchen talking to the floor = run the restaurant day to day
        hire, train and keep good people = recruit and schedule service staff
        watch costs of food and labour = manage budget and purchasing
        cater for weddings of three hundred = plan banquets and events`,
    },
    {
      id: 'dishwasher',
      talent: 'Dishwasher, Kitchen Porter, Cafeteria Attendant',
      job: 'Kitchen Porter, Dishwasher, Catering Assistant',
      pay: 29,
      near: 'cook, cleaner, waiter',
      tools: 'commercial dishwashers, floor scrubbers, waste compactors',
      topics: 'hygiene, waste separation, cleaning products, stamina',
      tasks: 'wash dishes, clean kitchens, dispose of waste, unload deliveries',
      duties: `
        keep plates coming on a busy night = wash dishes, pots and cutlery
        scrub floors and hoods after closing = clean kitchen and equipment
        take out bins and sort the glass = dispose of waste properly
        peel and wash vegetables when needed = help with simple food preparation`,
    },
    {
      id: 'hotel-manager',
      talent: 'Hotel Manager, Front Office Manager, Lodging Manager',
      job: 'Accommodation Manager, Hotel General Manager, Front Office Manager',
      pay: 72,
      near: 'receptionist, restaurant-manager, event-planner, housekeeper, operations-manager',
      tools: 'Opera PMS, Booking.com Extranet, Excel, revenue management systems',
      topics:
        'revenue management, guest relations, people management, budgeting, online reputation',
      tasks:
        'manage hotel staff, set room rates, handle complaints, control budgets, inspect rooms',
      duties: `
        run a house where guests come back = manage all departments of the hotel
        set rates by season and by fair = optimise rates and occupancy
        walk corridors and notice dead bulbs = ensure quality standards
        answer bad reviews in person = look after guests and their complaints`,
    },
    {
      id: 'housekeeper',
      talent: 'Housekeeper, Room Attendant, Maid, Housekeeping Supervisor',
      job: 'Hotel Housekeeper, Room Attendant, Domestic Housekeeper',
      pay: 31,
      near: 'cleaner, home-care-aide, hotel-manager',
      tools: 'vacuum cleaners, laundry machines, cleaning carts',
      topics: 'cleaning, laundry, attention to detail, linen management, discretion',
      tasks: 'clean rooms, change bed linen, restock supplies, do laundry, report damage',
      duties: `
        make a used room look untouched = clean guest rooms and bathrooms
        change linen and fold corners sharp = make beds and change towels
        refill minibars and report dripping taps = restock and report defects
        wash, iron and mend = take care of laundry`,
    },
    {
      id: 'travel-agent',
      talent: 'Travel Agent, Travel Consultant, Tour Guide',
      job: 'Travel Consultant, Tour Operator Representative, Tourist Guide',
      pay: 44,
      remote: 0.2,
      near: 'event-planner, flight-attendant, customer-support-agent, receptionist',
      tools: 'Amadeus, Sabre, Excel, booking portals',
      topics: 'travel planning, geography, foreign languages, reservations, sales',
      tasks:
        'plan itineraries, book flights, guide groups, advise on destinations, handle cancellations',
      duties: `
        build trips that fit between two school bells = plan and book individual journeys
        lead groups through old towns and tell stories = guide visitors and give tours
        rebook stranded people at midnight = support travellers in emergencies
        know visa rules and rainy seasons = advise on destinations and entry rules`,
    },
    {
      id: 'flight-attendant',
      talent: 'Flight Attendant, Cabin Crew Member, Purser',
      job: 'Cabin Crew, Flight Attendant, Steward/Stewardess',
      pay: 56,
      near: 'waiter, travel-agent, pilot',
      tools: 'emergency equipment, galley equipment, cabin management systems',
      topics: 'passenger safety, first aid, service, foreign languages, conflict resolution',
      tasks:
        'demonstrate safety procedures, serve passengers, give first aid, check cabins, calm passengers',
      duties: `
        keep passengers safe first and fed second = ensure safety on board
        smile on the fourth leg of the day = serve meals and drinks on flights
        handle the drunk, the sick and the scared = care for passengers with special needs
        check exits, vests and bottles = carry out pre-flight checks`,
    },
    {
      id: 'hairdresser',
      talent: 'Hairdresser, Hair Stylist, Barber, Beautician',
      job: 'Hair Stylist, Barber, Beautician, Cosmetologist',
      pay: 36,
      near: 'massage-therapist, retail-salesperson, fashion-designer',
      tools: 'scissors, clippers, hair dryers, salon booking software',
      topics: 'hair cutting, hair coloring, styling, skin care, customer advice',
      tasks: 'cut hair, dye hair, advise clients on style, shave beards, sell care products',
      duties: `
        cut what suits the face, not the magazine = cut and style hair
        colour without surprises = colour, bleach and perm
        listen to half the town's stories = advise clients on looks and care
        sell only products that work = recommend and sell care products`,
    },
    {
      id: 'fitness-trainer',
      talent: 'Personal Trainer, Fitness Instructor, Yoga Teacher, Sports Coach',
      job: 'Fitness Coach, Group Exercise Instructor, Sports Coach',
      pay: 44,
      near: 'physical-therapist, dietitian, massage-therapist, sports-teacher',
      tools: 'gym equipment, heart rate monitors, Mindbody, training apps',
      topics:
        'exercise physiology, strength training, nutrition basics, motivation, group instruction',
      tasks:
        'develop exercise plans, lead group classes, assess fitness, motivate clients, demonstrate exercises',
      duties: `
        get people off the sofa and keep them moving = train clients one to one
        lead classes with loud music and clean technique = teach group courses
        test fitness and plan in small steps = draw up training plans
        correct posture before it hurts = supervise exercises and equipment`,
    },
    {
      id: 'massage-therapist',
      talent: 'Massage Therapist, Spa Therapist, Wellness Therapist',
      job: 'Massage Therapist, Spa Attendant, Complementary Therapist',
      pay: 44,
      near: 'physical-therapist, hairdresser, fitness-trainer',
      tools: 'massage tables, essential oils, hot stones, booking software',
      topics: 'massage techniques, anatomy, relaxation, aromatherapy, client consultation',
      tasks:
        'give massages, assess muscle tension, prepare treatment rooms, advise clients on relaxation',
      duties: `
        find the knot and loosen it = perform classic and sports massages
        make an hour feel like a holiday = provide spa and wellness treatments
        ask about health before touching anyone = take client histories
        keep rooms warm, quiet and clean = prepare treatment rooms`,
    },
  ],
})
