import { licenseOf } from '../../../cli/image/debian/license';

const FORMAT = 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n';

test.each([
  ['GPL-2+', 'GPL-2.0-or-later'], ['GPL-3', 'GPL-3.0-only'], ['LGPL-2.1+', 'LGPL-2.1-or-later'], ['Expat', 'MIT'],
  ['BSD-3-clause', 'BSD-3-Clause'], ['Apache-2.0', 'Apache-2.0'], ['GPL-2+ or Artistic', 'GPL-2.0-or-later OR Artistic-1.0-Perl'],
  ['public-domain', 'LicenseRef-Debian-public-domain'],
  ['GPL-2+ with OpenSSL exception', 'LicenseRef-Debian-GPL-2-with-OpenSSL-exception'],
])('%s is %s', (name, expected) => {
  expect(licenseOf(`${FORMAT}\nFiles: *\nCopyright: somebody\nLicense: ${name}\n The text.\n`)).toBe(expected);
});

test('the licences of all files count, each once', () => {
  const files = ['Expat', 'GPL-2+ or Artistic', 'Expat'].map((name) => `Files: ${name}\nLicense: ${name}\n`).join('\n');
  expect(licenseOf(`${FORMAT}\n${files}`)).toBe('(GPL-2.0-or-later OR Artistic-1.0-Perl) AND MIT');
});

test('a copyright file in another format says nothing', () => {
  expect(licenseOf('This package is free software.')).toBeUndefined();
});
