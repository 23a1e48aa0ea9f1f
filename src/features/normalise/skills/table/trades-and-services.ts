import type { SkillTable } from './index.ts'

/** Trades, production, logistics, hospitality and other services. */
export const TRADES_AND_SERVICES: SkillTable = [
  [
    'construction and trades',
    `
Carpentry | woodworking, joinery
Plumbing | pipefitting, pipe fitting
Electrical installation | electrical wiring, ~wiring, electrical work
Electrical maintenance | electrical repair
Welding | mig welding, tig welding, arc welding
Masonry | bricklaying, brick laying
~Painting | house painting, painting and decorating
Roofing
~Tiling | floor laying, ~flooring
Drywall installation | drywall, plastering
Concrete work | concrete finishing
HVAC | heating ventilation and air conditioning, air conditioning, refrigeration
Construction management | construction project management, site management
Building maintenance | facility maintenance, facilities maintenance, property maintenance
Facilities management | facility management
Heavy equipment operation | heavy machinery operation, excavator operation
Crane operation
Scaffolding
Cost estimation | cost estimating, ~estimating, quantity surveying
Building codes | building regulations
Power tools | hand tools, hand and power tools
Solar installation | solar panel installation, photovoltaics
Landscaping | gardening, grounds maintenance
Locksmithing
~Glazing
~Demolition
Project scheduling | primavera p6, primavera, oracle primavera
`,
  ],
  [
    'production and repair',
    `
CNC machining | cnc, cnc programming, cnc milling, computer numerical control
Machining | metal machining, machine operation, lathe operation, ~milling
Sheet metal work | metal fabrication, metalworking
Assembly line work | assembly work, product assembly
Soldering
Machine maintenance | equipment maintenance, preventive maintenance, industrial maintenance
Automotive repair | car repair, vehicle repair, auto repair, vehicle maintenance
Automotive diagnostics | vehicle diagnostics
Diesel engines | diesel mechanics
Hydraulics | pneumatics
Mechanical repair | mechanical maintenance
Industrial automation | factory automation
Injection molding | plastic injection moulding
Sewing | tailoring
~Printing | offset printing, print production
~Packaging | ~packing
Food processing | food production
Good manufacturing practice | gmp, good manufacturing practices
Aircraft maintenance | aviation maintenance
Elevator maintenance | lift maintenance
Production planning | production scheduling, manufacturing planning
`,
  ],
  [
    'safety',
    `
Occupational health and safety | occupational safety, ~health and safety, workplace safety, ohs, hse, ehs, whs
OSHA | osha regulations, osha 30
Risk assessment | hazard assessment
Fire safety | fire prevention, fire protection
Hazardous materials | hazmat, hazardous materials handling
Firefighting | fire fighting
Security guarding | ~security services, ~physical security, security patrol
Law enforcement | ~policing
Surveillance | cctv monitoring, cctv
Loss prevention
Military operations
`,
  ],
  [
    'logistics',
    `
Logistics | logistics management
Supply chain management | supply chain, scm
Inventory management | stock management, inventory control, stock control
Warehouse operations | warehousing, warehouse management, warehouse work
Warehouse management systems | wms, warehouse management system
Forklift operation | forklift, forklift driving, forklift operator, forklift truck
Order picking | picking and packing, order fulfillment, order fulfilment
Shipping and receiving | ~shipping
Freight forwarding | freight management
Customs clearance | customs regulations, import export, import and export
Transportation management | transport management, transport planning
Fleet management | vehicle fleet management
Route planning | route optimization
Truck driving | commercial driving, cdl, hgv driving, lorry driving
~Driving | driver's license, driving licence, driver license
~Delivery | courier services, package delivery
Bus driving | passenger transport
~Piloting | flight operations, aircraft piloting
Demand planning
Materials management | material handling, materials handling
`,
  ],
  [
    'hospitality',
    `
Cooking | culinary arts, food preparation, culinary skills
Baking | pastry making, ~pastry
Food safety | haccp, food hygiene, food handling, servsafe
Menu planning | menu design, menu development
Kitchen management
Bartending | mixology, cocktail making
Barista skills | coffee making, coffee preparation
Waiting tables | food service, table service, serving food
Hotel management | hospitality management, hotel operations
Hospitality | hospitality service, guest relations
Housekeeping | room cleaning
~Cleaning | janitorial, janitorial services, commercial cleaning
~Catering | banqueting, banquet service
Restaurant management
Wine knowledge | wine service, sommelier
~Reservations | booking management, reservation systems
Opera PMS | oracle opera, oracle hospitality opera
Point of sale systems | pos systems, point of sale, pos system
Cash handling | cashiering, cash register
Tour guiding | ~tourism, travel consulting
!Amadeus | amadeus gds, sabre gds
`,
  ],
  [
    'personal service and arts',
    `
Hairdressing | hair styling, hair cutting, barbering
Cosmetology | beauty therapy, beauty treatments
Makeup artistry | make-up artistry, makeup
Nail care | manicure, pedicure
Personal training | fitness training, fitness instruction
Yoga instruction | yoga teaching
Sports coaching | athletic coaching
Music performance | ~singing, playing musical instruments
Music composition | songwriting
~Acting | performing arts
~Dance | ~dancing, choreography
Stage management | theatre production, stage production
Lighting design | stage lighting
Floristry | flower arranging
Jewelry making | goldsmithing
Ceramics | ~pottery
Art direction | creative direction
Painting art | fine art, fine arts
`,
  ],
  [
    'agriculture',
    `
Agriculture | ~farming, crop production
Horticulture | plant care, greenhouse management
Animal husbandry | livestock management, livestock farming
Forestry | tree care, arboriculture
Pest control | pest management
Irrigation | irrigation systems
~Fishing | aquaculture, fish farming
Viticulture | winemaking
Agronomy | soil science
Tractor operation | farm machinery operation
`,
  ],
]
