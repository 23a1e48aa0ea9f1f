import type { SkillTable } from './index.ts'

/** Design, media, product, marketing, sales and languages. */
export const DESIGN_AND_MARKETING: SkillTable = [
  [
    'design',
    `
User experience design | ^UX, ux design, user experience, ux designer, user experience (ux)
User interface design | ^UI, ui design, user interface, interface design, gui design
UX/UI design | ui ux, ui ux design, ux ui
User research | ux research, usability testing, user testing, user interviews
Interaction design | ixd
Product design
Service design
Design thinking | human centered design, human-centred design, user centered design
Wireframing | wireframes, wireframe
Prototyping | rapid prototyping, prototypes
Design systems | design system
Graphic design | graphics design, graphic designer
Visual design
Web design | website design
Typography
Illustration | digital illustration, ~drawing
~Branding | brand identity, brand design, corporate identity
Logo design
Information architecture
Figma | figma design
!Sketch | sketch app
Adobe XD
!InVision
Adobe Photoshop | photoshop, photo shop
Adobe Illustrator | !illustrator
Adobe InDesign | indesign
Adobe Creative Cloud | adobe creative suite, creative suite, creative cloud, adobe cc
Adobe After Effects | after effects, aftereffects
Adobe Premiere Pro | premiere pro, adobe premiere, premiere
Adobe Lightroom | lightroom
Adobe Acrobat | acrobat, adobe reader, acrobat reader
Adobe Dreamweaver | dreamweaver
Final Cut Pro | final cut, apple final cut pro
DaVinci Resolve | davinci
CorelDRAW | corel draw, coreldraw graphics suite
!Canva
GIMP | gnu image manipulation program
!Blender | blender 3d
Autodesk Maya | !maya, maya 3d
3ds Max | 3d studio max, autodesk 3ds max, 3dsmax
Cinema 4D | c4d
ZBrush
3D modeling | 3d modelling, 3d design, 3d modeler
3D animation
Animation | motion graphics, motion design, 2d animation
Video editing | film editing, video production, video post production, post-production
Photography | photographer, photo shooting
Photo editing | image editing, photo retouching
Audio editing | sound editing, sound design, audio production, audio engineering
Pro Tools | avid pro tools
Ableton Live
Interior design | interior decorating
Fashion design | apparel design, garment design
Industrial design
Landscape architecture | landscape design
`,
  ],
  [
    'writing and media',
    `
Copywriting | copy writing, copywriter
Content writing | content creation, blog writing, article writing, content creator
Content strategy | content planning
~Editing | copy editing, copyediting
Proofreading | proof reading
Creative writing | storytelling
Journalism | news writing, reporting and journalism
Translation | ~translating, translator
Interpreting | simultaneous interpreting, interpretation and translation
Subtitling | captioning
Transcription
Grant writing | grant proposals
Screenwriting | script writing, scriptwriting
~Publishing | desktop publishing, dtp
Content management systems | cms, content management system, content management
Podcasting | podcast production
~Broadcasting | radio broadcasting
`,
  ],
  [
    'marketing',
    `
~Marketing
Digital marketing | online marketing, internet marketing, digital advertising
Search engine optimization | seo, search engine optimisation, seo optimization
Search engine marketing | ^SEM, paid search
Pay-per-click advertising | ppc, pay per click, paid advertising, paid media
Google Ads | google adwords, adwords
Facebook Ads | meta ads, facebook advertising
Social media marketing | ^SMM, social media advertising
Social media | social media management, social media manager, community management
Content marketing
Email marketing | e-mail marketing, newsletter marketing
Marketing automation
Inbound marketing
Growth hacking | growth marketing
Affiliate marketing
Influencer marketing
Brand management | brand strategy, brand marketing
Product marketing
Go-to-market strategy | ~go to market, gtm strategy
Market research | marketing research, consumer research
Marketing strategy | marketing planning
Public relations | ^PR, media relations, press relations
Corporate communications | internal communications
Event management | event planning, event coordination, events management, event organization
Conversion rate optimization | cro, conversion optimization
~LinkedIn
~Facebook
~Instagram
~YouTube
~TikTok
~Twitter
HubSpot | hub spot
Mailchimp | mail chimp
Marketo
Hootsuite
SEMrush
Ahrefs
Google Tag Manager
~Advertising | media buying, media planning
Campaign management | marketing campaigns, campaign planning
Copy testing
E-commerce | ecommerce, online retail
~Merchandising | visual merchandising
`,
  ],
  [
    'sales',
    `
~Sales | ~selling, sales skills
B2B sales | business to business sales, b2b
B2C sales | b2c
Inside sales | telesales, telemarketing
Cold calling | outbound calling
Lead generation | lead gen, ~prospecting, sales prospecting
Account management | key account management, client account management
Business development | biz dev, bizdev
Sales management | sales leadership
Sales operations | salesops
Sales presentations | ~pitching, product demonstrations
Negotiation | ~negotiating, negotiation skills, contract negotiation
Customer relationship management | crm, crm software, client relationship management
Salesforce | sfdc, salesforce crm, salesforce.com
Salesforce administration | salesforce admin
Zoho CRM | zoho
Pipedrive
Microsoft Dynamics | dynamics 365, ms dynamics, dynamics crm, microsoft dynamics 365
Upselling | cross-selling
Retail sales | ~retail, retail selling
Solution selling | consultative selling
Pricing strategy | ~pricing
`,
  ],
  [
    'customer service',
    `
Customer service | client service, customer care, customer services, guest service
Customer support
Customer success | customer success management
Complaint handling | complaint management, conflict resolution with customers
Call center operations | call centre, call center, contact center
Zendesk | zen desk
!Intercom
Freshdesk
Live chat support | live chat
`,
  ],
  [
    'product and project management',
    `
Product management | product manager, product ownership, product owner
Product roadmap | roadmapping, product roadmaps, ~roadmap
Product strategy
Project management | project planning, project manager, project coordination
Program management | programme management
Agile | agile methodology, agile development, agile methodologies, agile software development, agile project management, agile ways of working
Scrum | scrum master, scrum methodology, scrum framework
Kanban | kanban board
!Waterfall | waterfall methodology
!Lean | lean management, lean methodology
^SAFe | scaled agile framework, scaled agile
PRINCE2 | prince2 project management
PMP | project management professional
Six Sigma | lean six sigma, 6 sigma, six sigma green belt, six sigma black belt
Jira | atlassian jira, jira software
Confluence | atlassian confluence
Trello
Asana
Monday.com
!Notion
!Slack
Microsoft Project | ms project, project server
Stakeholder management | stakeholder engagement, stakeholder communication
Requirements analysis | requirements gathering, requirements engineering, requirement analysis, business requirements
Business analysis | business analyst
Business process modeling | bpmn, business process modelling, process mapping, business process management, bpm
Process improvement | continuous improvement, process optimization, business process improvement, kaizen
Change management | organizational change management
Risk management | risk analysis, risk assessment and management
Resource planning | capacity planning
OKRs | okr, objectives and key results
User stories | user story
Quality management | quality management systems, total quality management, iso 9001
Strategic planning | strategy development, ~business strategy, ~corporate strategy
`,
  ],
  [
    'spoken language',
    `
English | english language, business english
German | deutsch, german language
French | francais, french language
Spanish | espanol, spanish language
Italian | italian language
Portuguese | portuguese language
Dutch
!Polish
Russian | russian language
Ukrainian
Turkish
Arabic | arabic language
Hebrew
Hindi
Mandarin Chinese | mandarin, chinese language
Japanese | japanese language
Korean | korean language
Swedish
Sign language | american sign language, asl, british sign language
`,
  ],
]
