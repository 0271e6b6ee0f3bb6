import assert from 'node:assert/strict'
import { test } from 'node:test'
import { COUNTRY_CODES } from './country-codes.ts'
import { countryName, parseCountry, type CountryCode } from './country.ts'
import { searchKey } from './search-key.ts'
import { LANGUAGES } from './text.ts'

test('countries are read from codes and from names in three languages', () => {
  const written = { SE: ['SE', 'se', ' Sverige', 'Sweden', 'SVERIGE', 'swe', 'Svérige'], NO: ['NO', 'Norge', 'norway', 'NOR'], US: ['USA', 'U.S.A.', 'United States', 'US', 'United States of America'],
    GB: ['UK', 'United Kingdom', 'Storbritannien', 'England'], CZ: ['Czech Republic', 'Czechia', 'Tjeckien'], DE: ['Germany', 'Tyskland', 'Deutschland'], CI: ['Côte d’Ivoire', "Cote d'Ivoire"], BA: ['Bosnia and Herzegovina', 'Bosnien och Hercegovina', 'BIH'], AX: ['Åland'] }
  for (const [country, texts] of Object.entries(written)) for (const text of texts) assert.equal(parseCountry(text), country, text)
})

test('what is not clearly one country is refused', () => {
  assert.deepEqual(parseCountry(' '), { fault: 'values.country-empty' })
  for (const text of ['Skandinavien', 'EU', 'XX', 'ZZ', 'Congo', 'Korea', 'Amerika', 'Swedn', '46', 'S', 'N', 'SU', 'YU', 'America', '__proto__', 'constructor']) assert.deepEqual(parseCountry(text), { fault: 'values.country-unknown' }, text)
})

test('every country is found by its own names and codes, and no name belongs to two', () => {
  assert.equal(COUNTRY_CODES.size, 249)
  assert.equal(new Set(COUNTRY_CODES.values()).size, 249)
  const owners = new Map<string, string>()
  for (const [alpha2, alpha3] of COUNTRY_CODES) {
    for (const name of [alpha2, alpha3, ...LANGUAGES.map((language) => countryName(alpha2 as CountryCode, language))]) {
      assert.equal(parseCountry(name), alpha2, name)
      const owner = owners.get(searchKey(name))
      assert.ok(owner === undefined || owner === alpha2, `${name} is ${owner} and ${alpha2}`)
      owners.set(searchKey(name), alpha2)
    }
  }
})
