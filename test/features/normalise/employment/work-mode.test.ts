import { describe, expect, it } from 'vitest'
import {
  remoteOnlyFromText,
  workModeFromText,
} from '../../../../src/features/normalise/employment/work-mode.ts'

describe('workModeFromText', () => {
  it.each([
    ['This is a fully remote position.', 'remote', false],
    ['Remote (EU)', 'remote', false],
    ['We are a remote-first company', 'remote', false],
    ['Work from anywhere!', 'remote', false],
    ['You can work from home.', 'remote', false],
    ['100% remote', 'remote', false],
    ['hybrid, 2 days in office', 'hybrid', false],
    ['Hybrid working: 3 days a week in the office', 'hybrid', false],
    ['This role is hybrid.', 'hybrid', false],
    ['remote work two days a week', 'hybrid', false],
    ['You may work from home up to 2 days per week.', 'hybrid', false],
    ['Three days a week from home, the rest in Leeds', 'hybrid', false],
    ['Not a remote role; hybrid', 'hybrid', false],
    ['Not a remote role. Our hybrid cloud runs on AWS.', 'onsite', true],
    ['This is not a fully remote position.', 'hybrid', false],
    ['Fully remote, 4 days a week', 'remote', false],
    ['on-site only at client premises sometimes', undefined, false],
    ['Fully remote. On-site only during onboarding.', 'remote', false],
    ['You are strictly on-site when needed; otherwise fully remote.', 'remote', false],
    ['on-site only', 'onsite', true],
    ['100% on-site', 'onsite', true],
    ['This is not a remote position', 'onsite', true],
    ['Remote work is not possible', 'onsite', true],
    ['We do not offer remote work', 'onsite', true],
    ['Work 5 days a week in our NYC office', 'onsite', true],
    ['No remote', 'onsite', true],
    ['You must work on-site', 'onsite', true],
    ['An on-site role in Berlin', 'onsite', false],
    ['Experience with remote sensing and GIS', undefined, false],
    ['You manage remote teams across Europe', undefined, false],
    ['You build remote control units', undefined, false],
    ['Remote patient monitoring devices', undefined, false],
    ['Remote monitoring of servers', undefined, false],
    ['Travel to remote areas of Alaska', undefined, false],
    ['Remote procedure calls', undefined, false],
    ['Hybrid cloud and hybrid vehicles', undefined, false],
    ['We have offices in Berlin', undefined, false],
    ['', undefined, false],
  ])('%j', (description, remote, onsiteOnly) => {
    expect(workModeFromText('', '', description)).toMatchObject({ remote, onsiteOnly })
  })

  it('trusts the location first', () => {
    expect(workModeFromText('San Francisco, CA or Remote', '', '')).toMatchObject({
      remote: 'remote',
    })
    expect(workModeFromText('Berlin (hybrid)', '', 'remote-friendly team')).toMatchObject({
      remote: 'hybrid',
    })
    expect(workModeFromText('Remote', 'Engineer', 'a hybrid cloud')).toMatchObject({
      remote: 'remote',
    })
    expect(workModeFromText('Berlin', 'Engineer (Remote)', '')).toMatchObject({ remote: 'remote' })
  })
})

describe('remoteOnlyFromText', () => {
  it.each([
    ['Remote only please', true],
    ['I am only looking for remote roles', true],
    ['I work exclusively remotely', true],
    ['Not open to on-site work', true],
    ['I prefer remote work', false],
    ['Open to remote or office', false],
    ['I love remote sensing', false],
    ['Not only remote, office is fine too', false],
    ['', false],
  ])('%j is %s', (text, only) => {
    expect(remoteOnlyFromText(text)).toBe(only)
  })
})
