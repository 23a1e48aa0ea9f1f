import type { Random } from './random.ts'

/** Other spellings that users type for a skill of the catalogue. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  JavaScript: ['JS', 'Javascript', 'ES6'],
  TypeScript: ['TS', 'Typescript'],
  React: ['React.js', 'ReactJS'],
  'Vue.js': ['Vue', 'VueJS'],
  'Node.js': ['Node', 'NodeJS'],
  'Next.js': ['NextJS'],
  Kubernetes: ['k8s', 'K8S'],
  PostgreSQL: ['Postgres', 'postgresql'],
  MongoDB: ['Mongo'],
  Go: ['Golang'],
  'C#': ['C Sharp', 'csharp'],
  'C++': ['cpp'],
  Python: ['Python 3', 'python'],
  AWS: ['Amazon Web Services', 'aws'],
  GCP: ['Google Cloud Platform', 'Google Cloud'],
  Azure: ['Microsoft Azure'],
  'CI/CD': ['Continuous Integration', 'CI CD'],
  'REST APIs': ['REST', 'RESTful APIs'],
  'machine learning': ['ML', 'Machine Learning'],
  'natural language processing': ['NLP'],
  HTML: ['HTML5'],
  CSS: ['CSS3'],
  'SQL Server': ['Microsoft SQL Server', 'MSSQL'],
  Excel: ['Microsoft Excel', 'MS Excel'],
  Word: ['Microsoft Word'],
  PowerPoint: ['Microsoft PowerPoint'],
  'Microsoft 365': ['Microsoft Office', 'Office 365'],
  Photoshop: ['Adobe Photoshop'],
  Illustrator: ['Adobe Illustrator'],
  'search engine optimization': ['SEO'],
  'customer relationship management': ['CRM'],
}

/** Writes a skill the way a user might: mostly as listed, at times title case, lower case or alias. */
export function spellSkill(name: string, random: Random): string {
  const draw = random.next()
  const others = SPELLINGS[name]
  if (others !== undefined && draw < 0.3) return random.pick(others)
  if (draw > 0.94) return name.toLowerCase()
  if (draw > 0.45 && /^[a-z][a-z ]+$/i.test(name)) return titleCase(name)
  return name
}

function titleCase(name: string): string {
  return name.replace(/(?<![\w'])[a-z](?=\w{2})/g, (letter) => letter.toUpperCase())
}
