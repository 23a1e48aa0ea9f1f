import { defineField } from '../occupation.ts'

export const DESIGN = defineField({
  id: 'design',
  share: 4,
  remote: 0.4,
  industries: 'Design, Advertising, Technology, Fashion, Architecture, Publishing',
  benefits:
    'Flexible hours, Remote work, Creative freedom, Health insurance, Learning budget, Team events, Equipment of choice, Four-day week',
  topics:
    'Photoshop, Illustrator, typography, creativity, color theory, presentation, Adobe Creative Cloud',
  tasks:
    'develop creative ideas, present drafts to clients, keep to deadlines, follow design trends, prepare files for production, work with feedback',
  occupations: [
    {
      id: 'graphic-designer',
      talent: 'Graphic Designer, Visual Designer, Brand Designer, Art Director',
      job: 'Graphic Designer, Communication Designer, Art Director',
      pay: 60,
      near: 'web-designer, ui-designer, illustrator, 3d-artist, photographer',
      tools: 'Illustrator, Photoshop, InDesign, Figma, After Effects, Canva',
      topics: 'typography, layout, branding, print production, logo design, packaging design',
      tasks:
        'design graphics, draw up layouts, create logos, prepare print files, develop visual identities',
      duties: `
        draw logos that still work at ten millimetres = design logos and corporate identities
        lay out books, posters and boxes = create print media and packaging
        prepare files so that the printer never calls = prepare artwork for production
        argue for white space = develop and present visual concepts`,
    },
    {
      id: 'ui-designer',
      talent: 'UI Designer, Product Designer, Interface Designer',
      job: 'User Interface Designer, Digital Product Designer, UI/UX Designer',
      pay: 92,
      near: 'ux-designer, graphic-designer, web-designer, frontend-developer',
      tools: 'Figma, Sketch, Adobe XD, Principle, Zeplin, Photoshop',
      topics:
        'design systems, interaction design, prototyping, typography, web accessibility, responsive design',
      tasks:
        'design user interfaces, build prototypes, maintain design systems, hand designs to developers',
      duties: `
        design screens that need no manual = create interfaces for web and mobile
        keep buttons and spacings consistent across products = maintain the design system
        build click-through prototypes in a day = produce interactive prototypes
        sit next to developers until pixels match = support implementation of designs`,
    },
    {
      id: 'ux-designer',
      talent: 'UX Designer, User Experience Designer, Service Designer',
      job: 'User Experience Designer, UX Researcher and Designer, Interaction Designer',
      pay: 98,
      near: 'ui-designer, product-manager, market-researcher, web-designer',
      tools: 'Figma, Miro, UserTesting, Maze, Axure, Hotjar',
      topics:
        'user research, usability testing, wireframing, information architecture, personas, journey mapping',
      tasks:
        'test usability, draw wireframes, interview users, map user journeys, structure information',
      duties: `
        watch people struggle and then fix it = plan and run usability tests
        sketch flows before anyone opens a design tool = develop wireframes and user flows
        interview users and cluster what they say = research user needs
        convince teams with evidence = present findings to product teams`,
    },
    {
      id: 'web-designer',
      talent: 'Web Designer, Digital Designer, Webmaster',
      job: 'Web Designer, Screen Designer, Digital Designer',
      pay: 62,
      near: 'web-developer, ui-designer, graphic-designer, ux-designer',
      tools: 'Figma, WordPress, HTML, CSS, Webflow, Photoshop, Elementor',
      topics: 'responsive design, layout, web accessibility, search engine optimization, branding',
      tasks: 'design websites, build landing pages, edit images, maintain website content',
      duties: `
        design sites that look good on any screen = design websites and landing pages
        build pages without waiting for a developer = implement designs in a CMS
        refresh tired sites of small firms = relaunch and maintain client pages
        prepare banners and newsletters = create online advertising material`,
    },
    {
      id: '3d-artist',
      talent: '3D Artist, Animator, Motion Designer, VFX Artist',
      job: '3D Animator, Motion Graphics Designer, 3D Modeller',
      plural: 'Special Effects Artists and Animators',
      pay: 76,
      near: 'game-designer, game-developer, illustrator, video-editor, graphic-designer',
      tools: 'Blender, Maya, Cinema 4D, After Effects, ZBrush, Houdini, Substance Painter',
      topics: '3D modeling, animation, rigging, texturing, lighting, storyboarding',
      tasks:
        'model 3D objects, animate characters, render images, draw storyboards, create visual effects',
      duties: `
        model creatures and make them walk = create and animate 3D characters
        make explosions that hurt nobody = produce visual effects for film and games
        light and texture until metal looks cold = texture, light and render scenes
        turn dull products into short films = design motion graphics`,
    },
    {
      id: 'illustrator',
      talent: 'Illustrator, Concept Artist, Cartoonist',
      job: 'Illustrator, Concept Artist, Comic Artist',
      pay: 56,
      near: 'graphic-designer, 3d-artist, fine-artist, game-designer',
      tools: 'Procreate, Photoshop, Illustrator, Wacom tablets, Clip Studio Paint',
      topics: 'drawing, character design, storytelling, color theory, composition',
      tasks: 'draw illustrations, design characters, sketch ideas, paint digitally',
      duties: `
        draw for children's books and magazines = create illustrations for print and screen
        invent characters with a past = design characters and worlds
        sketch ten ideas before lunch = develop sketches from briefs
        find one line that says it all = work out a consistent visual style`,
    },
    {
      id: 'game-designer',
      talent: 'Game Designer, Level Designer, Narrative Designer',
      job: 'Digital Games Designer, Level Designer, Game Designer',
      pay: 84,
      near: 'game-developer, 3d-artist, illustrator, writer',
      tools: 'Unity, Unreal Engine, Excel, Miro, Jira',
      topics: 'game mechanics, level design, storytelling, balancing, playtesting, prototyping',
      tasks:
        'design game mechanics, write game concepts, balance game systems, build levels, run playtests',
      duties: `
        invent rules that are easy to learn and hard to leave = design mechanics and systems
        build levels that teach without words = create levels and missions
        balance numbers in endless sheets = tune difficulty and economy
        watch players and throw out darlings = organise playtests and iterate`,
    },
    {
      id: 'interior-designer',
      talent: 'Interior Designer, Interior Architect, Set Designer',
      job: 'Interior Designer, Interior Architect, Exhibition Designer',
      pay: 62,
      remote: 0.15,
      near: 'architect, fashion-designer, merchandiser, carpenter',
      tools: 'AutoCAD, SketchUp, Revit, 3ds Max, Photoshop, V-Ray',
      topics: 'space planning, materials, lighting design, furniture, building codes',
      tasks:
        'plan interior spaces, choose materials, draw floor plans, advise clients on furnishing, supervise fit-out',
      duties: `
        make small flats feel large = plan and design rooms
        choose stone, wood and cloth that age well = select materials, colours and furniture
        draw, render and revise = prepare plans and visualisations
        check on site that tiles meet = supervise craftsmen during fit-out`,
    },
    {
      id: 'fashion-designer',
      talent: 'Fashion Designer, Pattern Maker, Costume Designer, Tailor',
      job: 'Fashion Designer, Pattern Maker, Costume Designer, Dressmaker',
      pay: 68,
      remote: 0.1,
      near: 'textile-operator, merchandiser, illustrator, jeweler',
      tools: 'Illustrator, CLO 3D, Gerber AccuMark, sewing machines',
      topics:
        'pattern making, textiles, sewing, trend research, fashion illustration, garment construction',
      tasks: 'sketch garments, make patterns, choose fabrics, sew samples, fit clothes',
      duties: `
        draw collections that people can also wear = design garments and collections
        cut patterns that sit at first fitting = develop patterns and samples
        feel fabric before trusting the label = select fabrics and trimmings
        alter and mend to the customer's shape = fit and adjust garments`,
    },
    {
      id: 'industrial-designer',
      talent: 'Industrial Designer, Product Designer (Physical), Furniture Designer',
      job: 'Industrial Designer, Product Development Designer, Furniture Designer',
      pay: 80,
      remote: 0.15,
      near: 'mechanical-engineer, interior-designer, ui-designer',
      tools: 'SolidWorks, Rhino, KeyShot, 3D printers, Adobe Illustrator',
      topics:
        'product design, ergonomics, prototyping, manufacturing processes, sketching, materials',
      tasks:
        'design products, build prototypes, draw technical drawings, choose materials, study user needs',
      duties: `
        shape things that sit well in the hand = design consumer and capital goods
        build models of foam before tools of steel = produce mock-ups and prototypes
        talk to toolmakers about draft angles = prepare designs for manufacture
        watch how people misuse products = research users and ergonomics`,
    },
  ],
})

export const MEDIA = defineField({
  id: 'media',
  share: 5,
  remote: 0.25,
  industries: 'Media, Publishing, Film and Television, Music, Theater, Advertising',
  benefits:
    'Flexible hours, Remote work, Free tickets, Health insurance, Team events, Extra vacation days, Travel allowance, Creative freedom',
  topics:
    'storytelling, creativity, editing, communication, deadline management, research, social media',
  tasks:
    'keep to deadlines, develop creative ideas, work with artistic teams, protect copyrights, present work to an audience, follow cultural trends',
  occupations: [
    {
      id: 'journalist',
      talent: 'Journalist, Reporter, News Editor, Correspondent',
      job: 'Journalist, News Reporter, Editor (Online), Correspondent',
      pay: 58,
      near: 'content-writer, editor, public-relations-specialist, photographer, broadcaster',
      tools: 'WordPress, CMS, InDesign, Adobe Audition, Excel',
      topics:
        'news writing, interviewing, fact checking, media law, investigative research, audio editing',
      tasks: 'interview people, check facts, write news stories, research topics, edit copy',
      duties: `
        ask the question that everyone avoids = research and write news stories
        check twice before printing once = verify sources and facts
        report live with wind in the microphone = report from the scene
        cut a thousand words to three hundred = edit texts for print and web`,
    },
    {
      id: 'content-writer',
      talent: 'Content Writer, Copywriter, Blogger, UX Writer',
      job: 'Copywriter, Content Writer, Content Editor',
      pay: 60,
      remote: 0.6,
      near: 'journalist, technical-writer, seo-specialist, social-media-manager, editor',
      tools: 'WordPress, Google Docs, Grammarly, Canva, Semrush',
      topics:
        'copywriting, content strategy, search engine optimization, proofreading, brand voice',
      tasks:
        'write advertising copy, write blog posts, proofread texts, research topics, plan content',
      duties: `
        write words that sell without shouting = write copy for websites and campaigns
        find a voice and keep it across channels = develop tone of voice
        turn expert talk into blog posts = research and write articles
        rewrite until it reads like speech = edit and proofread texts`,
    },
    {
      id: 'editor',
      talent: 'Editor, Copy Editor, Proofreader, Managing Editor',
      job: 'Book Editor, Copy Editor, Managing Editor',
      pay: 64,
      remote: 0.4,
      near: 'journalist, content-writer, writer, translator, librarian',
      tools: 'Microsoft Word, InDesign, Google Docs, Adobe Acrobat, CMS',
      topics: 'editing, proofreading, grammar, manuscript development, publishing, style guides',
      tasks:
        'edit manuscripts, proofread texts, commission authors, plan publications, check facts',
      duties: `
        make good manuscripts better and bad ones shorter = edit manuscripts for style and structure
        find authors before others do = select and commission works
        catch commas and libel = check texts for errors and legal risk
        bring a magazine out every month = plan issues and schedules`,
    },
    {
      id: 'translator',
      talent: 'Translator, Interpreter, Localization Specialist, Subtitler',
      job: 'Translator, Conference Interpreter, Localisation Manager',
      plural: 'Interpreters and Translators',
      pay: 58,
      remote: 0.6,
      near: 'editor, technical-writer, language-teacher, content-writer',
      tools: 'SDL Trados, memoQ, Phrase, Microsoft Word, Subtitle Edit',
      topics: 'translation, interpreting, localization, terminology, Spanish, French, German',
      tasks:
        'translate texts, interpret speech, manage terminology, proofread translations, subtitle films',
      duties: `
        carry meaning, not words, across borders = translate texts into the target language
        whisper in one ear while listening with the other = interpret at meetings and hearings
        keep glossaries that the whole team trusts = maintain terminology
        make jokes work in another tongue = localise software, games and films`,
    },
    {
      id: 'photographer',
      talent: 'Photographer, Wedding Photographer, Photo Editor',
      job: 'Photographer, Product Photographer, Photojournalist',
      pay: 46,
      remote: 0.05,
      near: 'video-editor, graphic-designer, journalist, camera-operator',
      tools: 'Lightroom, Photoshop, DSLR cameras, studio lighting, Capture One',
      topics: 'photography, image editing, lighting, composition, portrait photography',
      tasks: 'take photographs, edit images, set up lighting, choose locations, archive images',
      duties: `
        catch the second that tells it all = photograph people, products and events
        set light until skin looks like skin = arrange lighting and sets
        sort a thousand frames down to forty = select and retouch images
        put shy people at ease = direct subjects during shoots`,
    },
    {
      id: 'video-editor',
      talent: 'Video Editor, Film Editor, Videographer',
      job: 'Video and Motion Picture Editor, Video Editor, Video Content Producer',
      pay: 62,
      remote: 0.4,
      near: 'camera-operator, 3d-artist, sound-technician, social-media-manager, photographer',
      tools: 'Premiere Pro, DaVinci Resolve, After Effects, Final Cut Pro, Avid Media Composer',
      topics: 'video editing, color grading, storytelling, sound editing, motion graphics',
      tasks: 'edit footage, grade colours, mix sound, cut trailers, archive material',
      duties: `
        find the story in forty hours of footage = edit raw material into finished films
        match colours shot on three cameras = carry out colour correction
        cut on the beat = add music, sound and graphics
        deliver in every format at once = export and deliver for all channels`,
    },
    {
      id: 'camera-operator',
      talent: 'Camera Operator, Cinematographer, Director of Photography',
      job: 'Camera Operator, Cameraman/Camerawoman, Director of Photography',
      pay: 62,
      remote: 0,
      near: 'video-editor, photographer, film-director, sound-technician',
      tools: 'ARRI cameras, gimbals, drones, Sony FX cameras, lighting equipment',
      topics: 'cinematography, lighting, framing, live broadcasting, lenses',
      tasks:
        'operate cameras, set up lighting, choose lenses, film events, maintain camera equipment',
      duties: `
        hold the frame while all else moves = film scenes for cinema and television
        choose lens and light for the mood = design image and lighting with directors
        work live with no second take = operate cameras in studio and at events
        fly drones where cranes cannot go = handle special camera equipment`,
    },
    {
      id: 'sound-technician',
      talent: 'Sound Engineer, Audio Technician, Stage Technician, Lighting Technician',
      job: 'Sound Technician, Audio Engineer, Stage Technician, Technical Director',
      plural: 'Sound Engineering Technicians',
      pay: 56,
      remote: 0.02,
      near: 'video-editor, musician, camera-operator, electrician, film-director',
      tools: 'Pro Tools, Ableton Live, mixing consoles, Logic Pro, lighting consoles, microphones',
      topics: 'sound mixing, recording, acoustics, live sound, stage lighting, rigging',
      tasks:
        'mix sound, set up stage equipment, record music, operate lighting, maintain audio equipment',
      duties: `
        make a gym sound like a concert hall = set up and run live sound
        record bands and take out the cough = record and mix in the studio
        hang lights and never drop one = rig and operate stage lighting
        find the hum five minutes before the show = maintain and repair equipment`,
    },
    {
      id: 'film-director',
      talent: 'Film Director, Producer, Creative Director, Stage Director',
      job: 'Video and Film Director, Producer, Theatre Director, Programme Producer',
      plural: 'Producers and Directors',
      pay: 92,
      remote: 0.05,
      near: 'camera-operator, video-editor, actor, writer, sound-technician',
      tools: 'Movie Magic, Final Draft, Premiere Pro, Excel',
      topics: 'directing, script analysis, production management, budgeting, casting, storytelling',
      tasks: 'direct actors, read scripts, plan productions, cast roles, manage production budgets',
      duties: `
        see the film before it exists and bring others along = realise artistic ideas with cast and crew
        choose faces and voices = hold castings and lead rehearsals
        shoot eight pages a day on budget = plan and supervise production
        sit in the cutting room until it breathes = oversee editing and sound`,
    },
    {
      id: 'broadcaster',
      talent: 'Radio Presenter, TV Host, Podcaster, Announcer',
      job: 'Presenter, Radio Host, Broadcast Announcer',
      pay: 54,
      near: 'journalist, actor, film-director, public-relations-specialist',
      tools: 'Adobe Audition, broadcast mixers, teleprompters, Audacity',
      topics: 'presenting, interviewing, voice training, live broadcasting, script writing',
      tasks: 'present programmes, interview guests, read news, write scripts, moderate discussions',
      duties: `
        keep people company on the way to work = present live shows
        make guests forget the microphone = prepare and hold interviews
        read news without adding any = announce news, music and traffic
        write links that last twelve seconds = write scripts and plan programmes`,
    },
    {
      id: 'writer',
      talent: 'Writer, Author, Screenwriter, Playwright',
      job: 'Author, Scriptwriter, Story Editor',
      pay: 62,
      remote: 0.6,
      near: 'editor, content-writer, film-director, game-designer',
      tools: 'Final Draft, Scrivener, Microsoft Word, Google Docs',
      topics: 'creative writing, script writing, dialogue, plot development, research',
      tasks: 'write scripts, develop plots, research topics, revise manuscripts, pitch ideas',
      duties: `
        make up people and let them talk = write scripts, novels or plays
        rewrite the ending eleven times = revise drafts with editors
        dig in archives for one detail = research themes and settings
        pitch stories in two sentences = develop and present story ideas`,
    },
    {
      id: 'musician',
      talent: 'Musician, Singer, Composer, Music Director, Conductor',
      job: 'Musician, Conductor, Composer, Choirmaster',
      plural: 'Music Directors and Composers',
      pay: 54,
      remote: 0.05,
      near: 'sound-technician, music-teacher, actor, dancer',
      tools: 'Sibelius, Logic Pro, Ableton Live, piano, Finale',
      topics: 'music theory, performance, composition, sight reading, arranging, ear training',
      tasks:
        'play instruments, compose music, conduct ensembles, lead rehearsals, manage musical staff',
      duties: `
        play, sing or conduct in front of people = perform at concerts and recordings
        write music for film, stage and choir = compose and arrange works
        rehearse until fifty people breathe together = lead rehearsals of ensembles
        choose pieces for a season = plan programmes and select performers`,
    },
    {
      id: 'actor',
      talent: 'Actor, Actress, Voice Actor, Performer',
      job: 'Actor/Actress, Voice-over Artist, Street Performer',
      pay: 46,
      remote: 0.05,
      near: 'film-director, dancer, broadcaster, musician',
      tools: 'home recording equipment, Audacity, stage props',
      topics: 'acting, voice training, improvisation, stage combat, memorization',
      tasks:
        'learn lines, attend rehearsals, act for an audience, express emotions, audition for roles',
      duties: `
        become somebody else at eight every evening = play roles on stage and screen
        learn lines until they sound new = study roles and attend rehearsals
        lend a voice to ads, books and cartoons = record voice-overs and dubbing
        go to castings and get up again = audition for productions`,
    },
    {
      id: 'dancer',
      talent: 'Dancer, Choreographer, Ballet Dancer',
      job: 'Dancer, Choreographer, Dance Captain',
      pay: 46,
      remote: 0,
      near: 'actor, musician, fitness-trainer',
      tools: 'rehearsal studios, video analysis, stage props',
      topics: 'dance technique, choreography, body control, improvisation, rhythm',
      tasks: 'perform dances, create choreography, rehearse routines, train the body, teach dance',
      duties: `
        train each day so that it looks effortless = perform in productions and shows
        invent movement for bodies and rooms = create choreographies
        teach steps and spirit to companies = rehearse dancers
        look after muscles and joints = follow a training and recovery plan`,
    },
    {
      id: 'fine-artist',
      talent: 'Painter, Sculptor, Fine Artist, Ceramic Artist',
      job: 'Visual Artist, Sculptor, Ceramicist',
      pay: 48,
      near: 'illustrator, museum-curator, jeweler',
      tools: 'oil paint, kilns, welding equipment, Photoshop',
      topics: 'painting, sculpture, art history, drawing, ceramics, exhibition planning',
      tasks:
        'create artworks, plan exhibitions, choose artistic materials, write grant applications',
      duties: `
        paint, carve or fire until it holds the room = create works of art
        show and sell in galleries = prepare exhibitions and sales
        write applications for grants and residencies = apply for funding
        work on commission for public squares = carry out commissioned works`,
    },
    {
      id: 'museum-curator',
      talent: 'Museum Curator, Archivist, Art Conservator, Collections Manager',
      job: 'Curator, Archivist, Exhibition Curator, Conservator',
      plural: 'Curators and Archivists',
      pay: 60,
      remote: 0.05,
      near: 'librarian, fine-artist, historian, event-planner',
      tools: 'TMS Collections, PastPerfect, Photoshop, Excel',
      topics:
        'art history, collection management, conservation, exhibition planning, archival science',
      tasks:
        'curate exhibitions, catalogue collections, preserve objects, write exhibition texts, handle loans',
      duties: `
        tell a story with forty objects = plan and curate exhibitions
        look after things older than any of us = preserve and document the collection
        answer researchers and school classes = advise visitors and researchers
        insure, pack and lend = organise loans and transport`,
    },
  ],
})
