import { defineField } from '../occupation.ts'

export const HEALTH = defineField({
  id: 'health',
  share: 11,
  remote: 0.04,
  industries:
    'Healthcare, Hospitals, Elderly Care, Outpatient Clinics, Pharmaceuticals, Public Health',
  benefits:
    'Health insurance, Shift bonus, Pension plan, Paid training, Relocation support, Child care, Free parking, Extra vacation days',
  topics:
    'patient care, hygiene, medical terminology, CPR, patient safety, empathy, teamwork, HIPAA',
  tasks:
    'comply with hygiene rules, keep patient records, respond to emergencies, respect patient privacy, comfort patients and relatives, work in shifts',
  occupations: [
    {
      id: 'registered-nurse',
      talent: 'Registered Nurse, Staff Nurse, RN, ICU Nurse',
      job: 'Registered Nurse, Nurse (Medical Ward), Nurse Responsible for General Care',
      pay: 82,
      near: 'nurse-practitioner, licensed-practical-nurse, nursing-assistant, midwife, paramedic',
      tools:
        'Epic, Cerner, infusion pumps, patient monitors, Meditech, ventilators, Microsoft Office',
      topics:
        'wound care, medication administration, acute care, patient assessment, triage, infection control, pharmacology',
      tasks:
        'administer medication, monitor vital signs, plan nursing care, dress wounds, educate patients, supervise nursing students',
      duties: `
        look after patients from admission to discharge = assess patients and draw up individual care plans
        give medicines and watch how people react to them = administer prescribed drugs and observe their effects
        notice small changes before they become emergencies = monitor vital signs and raise alarms early
        explain to families what happens next = inform and advise patients and relatives
        hand over the ward without forgetting anyone = document care and take part in handovers`,
    },
    {
      id: 'nurse-practitioner',
      talent: 'Nurse Practitioner, Advanced Practice Nurse, Family Nurse Practitioner',
      job: 'Nurse Practitioner, Advanced Nurse Practitioner, Specialist Nurse',
      pay: 118,
      near: 'registered-nurse, physician, physician-assistant, midwife',
      tools: 'Epic, athenahealth, point-of-care ultrasound, eClinicalWorks, telehealth platforms',
      topics:
        'primary care, diagnosis, prescribing, chronic disease management, pharmacology, preventive medicine',
      tasks:
        'diagnose common illnesses, prescribe treatment, order laboratory tests, promote health, manage chronic conditions',
      duties: `
        see patients for check-ups and acute complaints = examine patients and make diagnoses within scope of practice
        prescribe, follow up and adjust = prescribe medication and review treatment plans
        help people live with diabetes and heart failure = manage long-term conditions in primary care
        refer onwards when a case exceeds the practice = coordinate with specialists and social services`,
    },
    {
      id: 'licensed-practical-nurse',
      talent: 'Licensed Practical Nurse, LPN, Enrolled Nurse, Geriatric Nurse',
      job: 'Practical Nurse, Care Home Nurse, Nursing Associate',
      pay: 56,
      near: 'registered-nurse, nursing-assistant, home-care-aide',
      tools: 'PointClickCare, blood glucose meters, patient lifts, electronic medication records',
      topics: 'elderly care, wound care, medication administration, dementia care, palliative care',
      tasks:
        'take blood samples, dress wounds, administer medication, help patients with personal hygiene, monitor vital signs',
      duties: `
        care for residents who need help through the day = provide basic nursing care to residents
        change dressings and give injections = carry out treatments ordered by doctors
        sit with the dying and their families = accompany residents and relatives at the end of life
        keep charts so that the night shift knows all = record observations and report changes`,
    },
    {
      id: 'nursing-assistant',
      talent: 'Nursing Assistant, Certified Nursing Assistant, CNA, Healthcare Assistant',
      job: 'Nursing Aide, Health Care Assistant, Ward Assistant',
      pay: 38,
      near: 'licensed-practical-nurse, home-care-aide, registered-nurse, medical-assistant',
      tools: 'patient lifts, wheelchairs, blood pressure monitors, PointClickCare',
      topics:
        'personal care, elderly care, patient transfer, infection control, feeding assistance',
      tasks:
        'help patients with personal hygiene, serve meals, transfer patients, make beds, monitor vital signs',
      duties: `
        wash, dress and feed people who cannot do so = support patients with daily living
        turn and lift patients without hurting anybody = mobilise and reposition patients safely
        answer call bells with a smile = respond to requests of patients on the ward
        measure and note temperature, pulse and weight = take routine measurements and report them`,
    },
    {
      id: 'home-care-aide',
      talent: 'Home Care Aide, Caregiver, Personal Care Assistant, Support Worker',
      job: 'Home Care Worker, Personal Care Aide, Live-in Carer, Home Health Aide',
      pay: 34,
      near: 'nursing-assistant, licensed-practical-nurse, social-worker, housekeeper',
      tools: 'wheelchairs, patient lifts, care planning apps, passenger car',
      topics: 'personal care, elderly care, meal preparation, dementia care, disability support',
      tasks:
        'help clients with personal hygiene, prepare meals, accompany clients outdoors, do light housework, report changes in health',
      duties: `
        visit old people at home and help them through the morning = assist clients with dressing, washing and meals
        shop, cook and keep the flat tidy = take over household chores
        keep lonely people company = provide companionship and activities
        drive clients to the doctor and back = accompany clients to appointments`,
    },
    {
      id: 'physician',
      talent: 'Physician, General Practitioner, Family Doctor, Internist',
      job: 'General Practitioner, Physician (Internal Medicine), Medical Doctor, Hospitalist',
      pay: 220,
      near: 'surgeon, nurse-practitioner, physician-assistant, psychiatrist, pediatrician',
      tools: 'Epic, ECG, ultrasound, Cerner, dictation software, UpToDate',
      topics:
        'internal medicine, diagnosis, primary care, emergency medicine, pharmacology, preventive medicine',
      tasks:
        'examine patients, diagnose illnesses, prescribe treatment, refer patients, write medical reports, counsel patients on lifestyle',
      duties: `
        listen, examine and find out what is wrong = diagnose and treat acute and chronic illness
        decide on treatment together with patients = plan therapies and discuss options with patients
        send to specialists only those who need it = coordinate care with specialists and hospitals
        vaccinate, screen and nag about smoking = carry out prevention and screening`,
    },
    {
      id: 'surgeon',
      talent: 'Surgeon, General Surgeon, Orthopedic Surgeon',
      job: 'Specialised Doctor (Surgery), Consultant Surgeon, Orthopaedic Surgeon',
      pay: 330,
      near: 'physician, anesthesiologist, dentist, veterinarian',
      tools: 'laparoscopic instruments, surgical robots, Epic, C-arm, suturing instruments',
      topics: 'surgery, trauma care, anatomy, sterile technique, post-operative care',
      tasks:
        'perform operations, assess surgical risk, lead operating teams, teach residents, follow up operated patients',
      duties: `
        operate on emergencies and planned cases = perform surgical procedures
        talk patients through risks before and recovery after = inform patients and obtain consent
        teach residents at the table = supervise and train junior doctors
        review complications without looking for culprits = take part in morbidity reviews`,
    },
    {
      id: 'anesthesiologist',
      talent: 'Anesthesiologist, Anaesthetist, Nurse Anesthetist',
      job: 'Anaesthesiologist, Specialised Doctor (Anaesthesia), Certified Nurse Anaesthetist',
      pay: 290,
      near: 'surgeon, physician, nurse-practitioner',
      tools: 'anesthesia machines, ventilators, patient monitors, ultrasound, Epic',
      topics: 'anesthesia, pain management, intensive care, airway management, pharmacology',
      tasks:
        'put patients under anaesthesia, monitor vital functions, manage pain, assess anaesthetic risk',
      duties: `
        bring patients safely to sleep and back = administer general and regional anaesthesia
        keep watch over breath and blood pressure during surgery = monitor and stabilise vital functions
        treat pain after operations = plan post-operative pain therapy
        rush to resuscitations anywhere in the building = support the emergency response team`,
    },
    {
      id: 'pediatrician',
      talent: 'Pediatrician, Paediatrician, Child Health Doctor',
      job: 'Specialised Doctor (Paediatrics), Pediatrician, Consultant Paediatrician',
      pay: 205,
      near: 'physician, child-psychologist, midwife, nurse-practitioner',
      tools: 'Epic, growth charts, otoscope, vaccination registers, ultrasound',
      topics: 'pediatrics, child development, vaccination, neonatology, family counseling',
      tasks:
        'examine children, vaccinate patients, monitor child development, counsel parents, diagnose illnesses',
      duties: `
        treat newborns, toddlers and teenagers = diagnose and treat illness in children
        check growth, speech and motor skills = carry out developmental check-ups
        calm worried parents at two in the morning = advise families on health and nutrition
        keep vaccination schedules complete = run immunisation sessions`,
    },
    {
      id: 'psychiatrist',
      talent: 'Psychiatrist, Consultant Psychiatrist, Addiction Psychiatrist',
      job: 'Specialised Doctor (Psychiatry), Psychiatrist, Telepsychiatrist',
      pay: 240,
      remote: 0.25,
      near: 'psychologist, physician, counselor',
      tools: 'Epic, telehealth platforms, rating scales, electronic prescribing',
      topics:
        'psychiatry, psychopharmacology, psychotherapy, crisis intervention, addiction medicine',
      tasks:
        'assess mental health, prescribe treatment, lead therapy sessions, write expert opinions, respond to crises',
      duties: `
        treat depression, psychosis and addiction = diagnose and treat mental disorders
        find the right drug at the lowest dose = prescribe and review psychiatric medication
        decide quickly when somebody is in danger = manage psychiatric emergencies
        work with therapists and families on a plan = lead a multidisciplinary team`,
    },
    {
      id: 'psychologist',
      talent: 'Psychologist, Clinical Psychologist, Psychotherapist',
      job: 'Clinical Psychologist, Psychotherapist, Health Psychologist',
      pay: 92,
      remote: 0.3,
      near: 'psychiatrist, counselor, child-psychologist, social-worker',
      tools: 'SimplePractice, psychological tests, SPSS, telehealth platforms',
      topics:
        'psychotherapy, cognitive behavioral therapy, psychological assessment, trauma therapy, counseling',
      tasks:
        'lead therapy sessions, assess mental health, write psychological reports, counsel clients, run group therapy',
      duties: `
        help people understand and change what makes them suffer = provide individual and group therapy
        test memory, mood and personality = conduct psychological assessments
        plan therapy with clear goals and review it often = develop and evaluate treatment plans
        write reports for courts and insurers = prepare expert reports`,
    },
    {
      id: 'counselor',
      talent: 'Counselor, Mental Health Counselor, Substance Abuse Counselor',
      job: 'Mental Health Counsellor, Addiction Counsellor, Family Therapist',
      pay: 54,
      remote: 0.25,
      near: 'psychologist, social-worker, child-psychologist, career-counselor',
      tools: 'SimplePractice, telehealth platforms, Microsoft Office, case management systems',
      topics:
        'counseling, motivational interviewing, crisis intervention, group facilitation, addiction recovery',
      tasks:
        'counsel clients, run group sessions, assess client needs, refer clients to services, plan relapse prevention',
      duties: `
        listen to people in trouble without judging = offer counselling to individuals and families
        lead groups for people who quit drinking = facilitate recovery groups
        make safety plans with clients at risk = respond to crises and arrange protection
        link clients with housing, doctors and debt advice = coordinate with other services`,
    },
    {
      id: 'child-psychologist',
      talent: 'School Psychologist, Child Psychologist, Educational Psychologist',
      job: 'Educational Psychologist, School Psychologist, Child and Youth Therapist',
      pay: 84,
      near: 'psychologist, counselor, special-education-teacher, pediatrician',
      tools: 'WISC, behavior rating scales, Google Workspace, case management systems',
      topics:
        'child development, learning disorders, psychological assessment, behavior management, counseling',
      tasks:
        'assess learning difficulties, counsel pupils, advise teachers, counsel parents, write psychological reports',
      duties: `
        find out why a bright child cannot read = assess pupils with learning or behaviour problems
        sit down with parents and teachers around one table = advise schools and families on support
        help classes after a crisis = provide crisis support at schools
        build self-confidence one session at a time = offer counselling to children and adolescents`,
    },
    {
      id: 'physician-assistant',
      talent: 'Physician Assistant, PA-C, Surgical Physician Assistant',
      job: 'Physician Associate, Physician Assistant, Clinical Associate',
      pay: 122,
      near: 'nurse-practitioner, physician, medical-assistant',
      tools: 'Epic, suturing instruments, ECG, ultrasound, Cerner',
      topics: 'diagnosis, primary care, emergency medicine, minor surgery, prescribing',
      tasks:
        'examine patients, order laboratory tests, assist in operations, prescribe treatment, write medical reports',
      duties: `
        take histories and examine patients under a doctor's wing = examine patients under medical supervision
        stitch wounds, set casts and drain abscesses = carry out minor procedures
        assist in theatre and round on the ward = support surgeons before, during and after operations
        order tests and explain the results = interpret diagnostic findings`,
    },
    {
      id: 'pharmacist',
      talent: 'Pharmacist, Hospital Pharmacist, Community Pharmacist',
      job: 'Pharmacist, Clinical Pharmacist, Retail Pharmacist',
      pay: 124,
      near: 'pharmacy-technician, chemist, physician',
      tools: 'QS/1, Epic Willow, automated dispensing cabinets, PioneerRx, drug databases',
      topics:
        'pharmacology, drug interactions, dispensing, compounding, patient counseling, inventory management',
      tasks:
        'dispense medicines, check prescriptions, advise on medication, prepare compounds, manage medicine stock',
      duties: `
        check every prescription for dose and interaction = review prescriptions for safety
        explain how and when to take a medicine = counsel customers on use of medicines
        mix ointments and infusions under clean air = prepare individual formulations
        keep the narcotics book in order = manage stock and legal records`,
    },
    {
      id: 'pharmacy-technician',
      talent: 'Pharmacy Technician, Pharmacy Assistant, Dispensing Technician',
      job: 'Pharmacy Technician, Pharmacy Assistant, Dispensary Assistant',
      pay: 41,
      near: 'pharmacist, medical-assistant, retail-salesperson, lab-technician',
      tools: 'QS/1, label printers, automated dispensing cabinets, point of sale systems',
      topics: 'dispensing, inventory management, customer service, medical billing, compounding',
      tasks: 'fill prescriptions, label medicines, manage medicine stock, process insurance claims',
      duties: `
        count, label and bag prescriptions = prepare prescriptions for the pharmacist's check
        order stock and clear expired goods = monitor inventory and expiry dates
        ring up customers and sort out their insurance = process sales and claims
        pack blister packs for care homes = prepare unit doses`,
    },
    {
      id: 'physical-therapist',
      talent: 'Physical Therapist, Physiotherapist, Sports Physiotherapist',
      job: 'Physiotherapist, Physical Therapist (Outpatient), Rehabilitation Therapist',
      pay: 94,
      near: 'occupational-therapist, fitness-trainer, massage-therapist',
      tools: 'WebPT, ultrasound therapy, exercise equipment, TENS units',
      topics:
        'rehabilitation, manual therapy, exercise therapy, anatomy, sports injuries, patient education',
      tasks:
        'develop exercise plans, mobilise joints, assess movement, treat sports injuries, educate patients',
      duties: `
        get people moving after surgery or stroke = plan and carry out rehabilitation
        loosen stiff backs with hands and patience = apply manual therapy and exercises
        test strength and gait and write down progress = assess mobility and document outcomes
        teach exercises that people will really do at home = instruct patients in self-training`,
    },
    {
      id: 'occupational-therapist',
      talent: 'Occupational Therapist, OT, Hand Therapist',
      job: 'Occupational Therapist, Ergotherapist, Paediatric Occupational Therapist',
      pay: 90,
      near: 'physical-therapist, speech-therapist, special-education-teacher, social-worker',
      tools: 'splinting materials, adaptive equipment, WebPT, sensory integration equipment',
      topics:
        'rehabilitation, activities of daily living, sensory integration, ergonomics, assistive technology',
      tasks:
        'assess daily living skills, adapt living spaces, make splints, train fine motor skills, advise on assistive devices',
      duties: `
        help people cook, dress and write again = train patients in everyday activities
        visit homes and find out what has to change = advise on adaptations of home and workplace
        play with a purpose to train small hands = treat children with motor or sensory difficulties
        choose aids that people will use = fit and explain assistive devices`,
    },
    {
      id: 'speech-therapist',
      talent: 'Speech-Language Pathologist, Speech Therapist, SLP',
      job: 'Speech and Language Therapist, Speech Pathologist, Logopaedist',
      pay: 86,
      remote: 0.15,
      near: 'occupational-therapist, special-education-teacher, audiologist',
      tools: 'AAC devices, Praat, therapy apps, telehealth platforms',
      topics:
        'speech therapy, swallowing disorders, language development, augmentative communication, child development',
      tasks:
        'assess speech disorders, plan speech therapy, treat swallowing disorders, counsel parents, use communication aids',
      duties: `
        help children to be understood = treat speech and language disorders in children
        teach stroke patients to swallow and to find words = provide therapy for aphasia and dysphagia
        listen very closely and test in small steps = diagnose disorders of voice, speech and hearing
        show parents how to practise at home = counsel relatives and teachers`,
    },
    {
      id: 'audiologist',
      talent: 'Audiologist, Hearing Aid Specialist, Hearing Care Professional',
      job: 'Audiologist, Hearing Aid Acoustician, Audiology Technician',
      pay: 82,
      near: 'speech-therapist, optician, physician',
      tools: 'audiometers, NOAH, hearing aids, tympanometers',
      topics:
        'hearing tests, hearing aid fitting, balance disorders, patient counseling, acoustics',
      tasks: 'test hearing, fit hearing aids, counsel clients on hearing loss, repair hearing aids',
      duties: `
        test hearing and explain the curves = carry out audiometric tests
        fit and fine-tune hearing aids = select and adjust hearing systems
        examine dizzy patients = assess balance disorders
        repair moulds and clean devices = service hearing aids and accessories`,
    },
    {
      id: 'dentist',
      talent: 'Dentist, Dental Surgeon, Orthodontist',
      job: 'Dental Practitioner, Dentist, Specialist Dentist',
      pay: 165,
      near: 'dental-assistant, surgeon, dental-technician',
      tools: 'Dentrix, dental X-ray, intraoral scanners, CEREC, dental drills',
      topics: 'dentistry, oral surgery, endodontics, orthodontics, prosthetics, local anesthesia',
      tasks:
        'examine teeth, fill cavities, extract teeth, fit dental prostheses, advise on oral hygiene',
      duties: `
        fill, crown and if need be pull teeth = treat diseases of teeth and gums
        take the fear out of the chair = inform patients and ease their anxiety
        plan bridges and implants = design prosthetic and implant treatment
        look at X-rays and catch decay early = perform examinations and preventive care`,
    },
    {
      id: 'dental-assistant',
      talent: 'Dental Assistant, Dental Hygienist, Dental Nurse',
      job: 'Dental Chairside Assistant, Dental Hygienist, Dental Nurse',
      pay: 48,
      near: 'dentist, medical-assistant, dental-technician',
      tools: 'Dentrix, autoclaves, dental X-ray, Eaglesoft, ultrasonic scalers',
      topics:
        'chairside assistance, sterilization, oral hygiene, appointment scheduling, dental radiography',
      tasks:
        'assist dentists, sterilise instruments, take dental X-rays, remove plaque, schedule appointments',
      duties: `
        hand over instruments before they are asked for = assist during treatment at the chair
        clean teeth and show how to brush = carry out prophylaxis and give advice
        sterilise instruments by the book = process instruments according to hygiene rules
        greet patients and plan the day = manage appointments and billing`,
    },
    {
      id: 'dental-technician',
      talent: 'Dental Technician, Dental Lab Technician, Denture Maker',
      job: 'Dental Laboratory Technician, Dental Technician (CAD/CAM), Ceramist',
      pay: 46,
      near: 'dentist, dental-assistant, jeweler, orthotist',
      tools: 'exocad, CAD/CAM milling machines, 3D printers, porcelain furnaces',
      topics: 'dental prosthetics, ceramics, CAD/CAM, metal casting, color matching',
      tasks: 'make dentures, mill crowns, match tooth colours, repair dental prostheses',
      duties: `
        make crowns that nobody can tell from teeth = manufacture crowns, bridges and dentures
        design on screen and finish by hand = construct and mill work pieces with CAD/CAM
        layer porcelain until colour and light are right = veneer frameworks with ceramics
        mend broken dentures by noon = carry out repairs`,
    },
    {
      id: 'orthotist',
      talent: 'Orthotist, Prosthetist, Orthopedic Technician',
      job: 'Prosthetist-Orthotist, Orthopaedic Technician, Orthotics Specialist',
      pay: 72,
      near: 'dental-technician, physical-therapist, medical-device-engineer',
      tools: '3D scanners, plaster casts, CAD software, thermoforming ovens',
      topics: 'prosthetics, orthotics, biomechanics, gait analysis, materials science',
      tasks:
        'fit prostheses, take body measurements, make orthoses, analyse gait, advise on assistive devices',
      duties: `
        build limbs that people forget they wear = manufacture and fit prostheses
        take casts and scans of legs, feet and backs = measure patients and model devices
        watch people walk and adjust by millimetres = analyse gait and optimise fit
        show users how to put on and care for devices = instruct patients in use`,
    },
    {
      id: 'veterinarian',
      talent: 'Veterinarian, Veterinary Surgeon, Small Animal Vet',
      job: 'Veterinary Surgeon, Veterinarian (Small Animals), Official Veterinarian',
      pay: 115,
      near: 'veterinary-technician, surgeon, physician, animal-farmer',
      tools: 'Cornerstone, digital X-ray, ultrasound, anesthesia machines, laboratory analyzers',
      topics: 'animal health, veterinary surgery, vaccination, animal nutrition, diagnosis',
      tasks:
        'examine animals, operate on animals, vaccinate animals, advise animal owners, inspect livestock',
      duties: `
        treat cats, dogs and the odd parrot = diagnose and treat sick animals
        operate and look after patients until they wake = perform surgery on animals
        drive out to farms when a cow is calving = provide herd health and emergency visits
        talk to owners about hard decisions = advise owners on care and end of life`,
    },
    {
      id: 'veterinary-technician',
      talent: 'Veterinary Technician, Vet Nurse, Veterinary Assistant',
      job: 'Veterinary Nurse, Veterinary Technician, Animal Care Assistant',
      pay: 42,
      near: 'veterinarian, animal-caretaker, medical-assistant, lab-technician',
      tools: 'Cornerstone, digital X-ray, laboratory analyzers, autoclaves',
      topics:
        'animal handling, anesthesia monitoring, laboratory tests, animal nutrition, sterilization',
      tasks:
        'restrain animals, assist in operations, take blood samples, sterilise instruments, advise animal owners',
      duties: `
        hold animals so that nobody gets bitten = prepare and restrain animals for treatment
        watch anaesthesia during operations = assist veterinarians in surgery
        run blood and urine tests = perform laboratory work and X-rays
        feed and cheer up in-patients = care for hospitalised animals`,
    },
    {
      id: 'paramedic',
      talent: 'Paramedic, Emergency Medical Technician, EMT',
      job: 'Emergency Paramedic, Ambulance Technician, Emergency Care Practitioner',
      pay: 52,
      near: 'registered-nurse, firefighter, medical-assistant',
      tools: 'defibrillators, ambulance, ECG, ventilators, electronic patient reports',
      topics: 'emergency medicine, trauma care, triage, advanced life support, emergency driving',
      tasks:
        'give first aid, resuscitate patients, drive ambulances, triage casualties, transport patients',
      duties: `
        reach people within minutes and keep them alive = provide emergency care at the scene
        drive fast and arrive safely = transport patients to hospital
        decide who comes first when many are hurt = triage at major incidents
        check drugs and equipment at the start of each shift = keep vehicle and equipment ready`,
    },
    {
      id: 'medical-assistant',
      talent: 'Medical Assistant, Clinical Assistant, Phlebotomist',
      job: "Medical Practice Assistant, Clinical Medical Assistant, Doctor's Assistant",
      pay: 42,
      near: 'nursing-assistant, medical-secretary, dental-assistant, pharmacy-technician, lab-technician',
      tools: 'Epic, athenahealth, ECG, blood pressure monitors, autoclaves',
      topics: 'phlebotomy, appointment scheduling, medical billing, vaccination, patient intake',
      tasks:
        'take blood samples, schedule appointments, prepare treatment rooms, record ECGs, process insurance claims',
      duties: `
        draw blood so that people hardly feel it = take samples and measure vital signs
        keep the waiting room moving = organise consultations and appointments
        prepare rooms and hand over instruments = assist doctors during examinations
        bill insurers and file results = handle records, billing and correspondence`,
    },
    {
      id: 'medical-secretary',
      talent: 'Medical Secretary, Medical Records Specialist, Medical Coder',
      job: 'Medical Records Technician, Medical Coding Specialist, Health Information Clerk',
      plural: 'Medical Secretaries',
      pay: 46,
      remote: 0.3,
      near: 'medical-assistant, administrative-assistant, receptionist',
      tools: 'Epic, 3M Encoder, Microsoft Word, dictation software, Excel',
      topics: 'medical coding, ICD-10, medical billing, data entry, transcription, confidentiality',
      tasks:
        'code diagnoses, file patient records, type medical reports, process insurance claims, schedule appointments',
      duties: `
        translate diagnoses into codes that insurers accept = assign codes to diagnoses and procedures
        find any record within a minute = maintain and archive patient files
        type letters from dictation = write medical reports and correspondence
        chase rejected claims = clarify billing questions with insurers`,
    },
    {
      id: 'lab-technician',
      talent: 'Medical Laboratory Technician, Lab Technician, Clinical Laboratory Scientist',
      job: 'Biomedical Laboratory Technician, Medical Lab Technologist, Laboratory Analyst',
      pay: 58,
      near: 'chemist, biologist, pharmacy-technician, veterinary-technician, quality-inspector',
      tools: 'LIMS, microscopes, centrifuges, PCR, hematology analyzers, pipettes',
      topics:
        'laboratory techniques, hematology, microbiology, quality control, good laboratory practice',
      tasks:
        'analyse blood samples, calibrate laboratory equipment, prepare specimens, record test results, grow cultures',
      duties: `
        analyse blood, urine and tissue = perform laboratory tests on patient samples
        calibrate analysers and run controls = maintain equipment and quality control
        look through the microscope for what machines miss = examine specimens microscopically
        call the ward at once when a value is alarming = validate and report results`,
    },
    {
      id: 'radiographer',
      talent: 'Radiologic Technologist, Radiographer, MRI Technologist, Sonographer',
      job: 'Radiographer, Diagnostic Imaging Technologist, CT/MRI Technician',
      pay: 72,
      near: 'lab-technician, registered-nurse, medical-device-engineer',
      tools: 'MRI scanners, CT scanners, PACS, X-ray equipment, ultrasound',
      topics: 'medical imaging, radiation protection, anatomy, patient positioning, contrast media',
      tasks:
        'take X-ray images, position patients, apply radiation protection, operate scanners, archive images',
      duties: `
        take images that answer the doctor's question = carry out X-ray, CT and MRI examinations
        keep dose as low as possible = apply radiation protection to patients and staff
        talk anxious patients through the tube = prepare and position patients
        check image quality before anybody leaves = process and archive images`,
    },
    {
      id: 'midwife',
      talent: 'Midwife, Nurse Midwife, Community Midwife',
      job: 'Midwife, Clinical Midwife, Certified Nurse-Midwife',
      plural: 'Midwives',
      pay: 98,
      near: 'registered-nurse, nurse-practitioner, pediatrician',
      tools: 'CTG monitors, ultrasound, Epic, neonatal resuscitation equipment',
      topics:
        'obstetrics, prenatal care, newborn care, breastfeeding support, childbirth education',
      tasks:
        'assist births, monitor pregnancy, care for newborns, advise on breastfeeding, run antenatal classes',
      duties: `
        bring babies into the world, day or night = conduct births and care for mother and child
        check mother and child throughout pregnancy = carry out antenatal examinations
        visit families in the first weeks = provide postnatal care at home
        prepare couples for birth = teach antenatal courses`,
    },
    {
      id: 'dietitian',
      talent: 'Dietitian, Nutritionist, Clinical Dietitian',
      job: 'Dietician, Nutrition Consultant, Clinical Nutritionist',
      pay: 66,
      remote: 0.15,
      near: 'food-scientist, fitness-trainer, registered-nurse, chef',
      tools: 'Nutritionist Pro, Epic, Excel, body composition analyzers',
      topics:
        'nutrition counseling, diet planning, diabetes education, food science, public health',
      tasks:
        'plan diets, counsel clients on nutrition, calculate nutrient needs, run nutrition courses, assess eating habits',
      duties: `
        write meal plans that people can stick to = develop individual nutrition plans
        teach diabetics to count carbohydrates = advise patients with diet-related illness
        plan menus with hospital kitchens = support caterers in healthy menu design
        give talks at schools and companies = run courses on healthy eating`,
    },
    {
      id: 'optician',
      talent: 'Optician, Optometrist, Dispensing Optician',
      job: 'Optometrist, Optician, Eye Care Specialist',
      pay: 64,
      near: 'audiologist, retail-salesperson, physician',
      tools: 'phoropters, slit lamps, lensometers, OCT, lens edging machines',
      topics: 'eye examination, contact lenses, refraction, customer service, sales',
      tasks:
        'test eyesight, fit contact lenses, grind lenses, advise customers on frames, adjust glasses',
      duties: `
        measure eyes and write prescriptions = carry out eye tests
        find a frame that suits face and purse = advise customers on glasses and lenses
        cut and mount lenses = edge and fit lenses in the workshop
        spot signs of disease and refer at once = detect abnormalities and refer patients`,
    },
    {
      id: 'health-services-manager',
      talent:
        'Healthcare Administrator, Health Services Manager, Clinic Manager, Nursing Home Director',
      job: 'Health Care Institution Manager, Practice Manager, Elderly Home Manager',
      plural: 'Medical and Health Services Managers',
      pay: 108,
      near: 'operations-manager, registered-nurse, medical-secretary, public-administrator',
      tools: 'Epic, Excel, Kronos, Power BI, Microsoft Project',
      topics:
        'healthcare administration, budgeting, staff scheduling, quality management, health regulations, people management',
      tasks:
        'manage health care staff, control budgets, plan rosters, ensure regulatory compliance, improve patient services',
      duties: `
        run a clinic so that doctors can be doctors = manage daily operations of the facility
        stay within budget without cutting care = plan and control budgets
        fill rosters and keep people from burning out = recruit, schedule and develop staff
        prepare for inspections all year round = ensure compliance with health regulations`,
    },
    {
      id: 'epidemiologist',
      talent: 'Epidemiologist, Public Health Specialist, Health Researcher',
      job: 'Epidemiologist, Public Health Officer, Infection Control Specialist',
      pay: 84,
      remote: 0.3,
      near: 'statistician, biologist, physician, policy-analyst',
      tools: 'R, SAS, Stata, REDCap, ArcGIS, Excel',
      topics:
        'epidemiology, outbreak investigation, statistics, public health, survey design, scientific writing',
      tasks:
        'investigate outbreaks, design health studies, analyse health data, advise authorities, write scientific reports',
      duties: `
        trace where an outbreak began = investigate and contain outbreaks
        study who falls ill and why = plan and analyse population studies
        run surveillance and send weekly bulletins = maintain disease monitoring systems
        brief health authorities in plain words = advise decision makers on prevention`,
    },
  ],
})
