import type { SkillTable } from './index.ts'

/** Health, care and education. */
export const CARE: SkillTable = [
  [
    'health',
    `
Nursing | nursing care, registered nursing, nursing practice
Patient care | patient-centered care, direct patient care
Patient assessment | clinical assessment, health assessment
Medication administration | administering medication, medication management, dispensing medication
Vital signs | vital signs monitoring, taking vital signs
Wound care | wound dressing
Phlebotomy | venipuncture, blood draw, blood collection
Intravenous therapy | iv therapy, iv insertion
First aid
CPR | cardiopulmonary resuscitation, basic life support, bls
Advanced cardiac life support | acls
Intensive care | critical care, icu
Emergency medicine | emergency care, emergency nursing
~Surgery | surgical procedures, surgical assistance
Pediatrics | paediatrics, pediatric care
Geriatrics | elderly care, geriatric care, aged care
Palliative care | hospice care
Obstetrics | midwifery, maternity care
Oncology
Cardiology
Radiology | medical imaging, diagnostic imaging, x-ray imaging
Ultrasound | sonography
Anesthesia | anaesthesia, anesthesiology
Physical therapy | physiotherapy
Occupational therapy
Speech therapy | speech-language pathology, speech and language therapy
~Mental health | mental health care, psychiatric care
Psychology | clinical psychology
Psychotherapy
Counseling | counselling
Cognitive behavioral therapy | cbt, cognitive behavioural therapy
Pharmacy | pharmacology, pharmaceutical care
Dentistry | ~dental care, dental hygiene
Veterinary medicine | veterinary care, animal health care
~Nutrition | dietetics, nutrition counseling
~Public health
Epidemiology
Infection control | infection prevention
Electronic health records | ehr, emr, electronic medical records, epic ehr, epic systems, cerner
Medical terminology
Medical coding | icd-10, cpt coding, medical billing
Clinical trials | clinical research, good clinical practice
Case management | care coordination, care planning, care plans
Triage | patient triage
Medical devices | medical equipment
Health education | patient education
Massage therapy
Optometry
Sterilization | sterilisation
`,
  ],
  [
    'care',
    `
Child care | childcare, childminding, babysitting, nannying
Social work | ~social services, social casework
Elderly companionship | senior care
Personal care | personal hygiene assistance, assisted living
Home care | home health care
Disability support | special needs care
Crisis intervention
Youth work
Safeguarding | child protection
Pet care | animal care, dog walking
`,
  ],
  [
    'education',
    `
Teaching | ~instruction, teaching skills, classroom teaching
Lesson planning | lesson plans, preparing lesson content
Curriculum development | curriculum design, course design
Classroom management
Tutoring | private tutoring
Early childhood education | preschool education, kindergarten teaching
Special education | special needs education, special educational needs
Student assessment | assessing students, ~grading
Instructional design | e-learning development, elearning development
E-learning | elearning, online teaching, online learning
Learning management systems | lms, learning management system
Moodle
!Blackboard | blackboard learn
Google Classroom
Teaching English as a foreign language | tefl, tesol, esl, teaching english as a second language, efl
Educational technology | edtech
Academic advising | student counseling
Literacy instruction | teaching reading
Physical education
Music education | music teaching
~Lecturing | university teaching
Training delivery | ~facilitation, workshop facilitation, train the trainer
Library science | cataloging, librarianship
`,
  ],
]
