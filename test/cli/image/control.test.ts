import { dependenciesIn, paragraphsOf, providedBy } from '../../../cli/image/debian/control';

const TEXT = `Package: greeter
Version: 1:2.0-3
Depends: libc6 (>= 2.36), debconf (>= 0.5) | debconf-2.0, python3:any
Pre-Depends: init-system-helpers (>= 1.54~) [linux-any]
Provides: hello (= 2), greeting
Description: says hello
 It says it loudly.
 .
 And softly.

Package: other
`;

const [greeter, other] = paragraphsOf(TEXT);

test('reads paragraphs, with names of fields in any case and values of several lines', () => {
  expect(greeter!.get('version')).toBe('1:2.0-3');
  expect(greeter!.get('description')).toBe('says hello\nIt says it loudly.\n.\nAnd softly.');
  expect(other!.get('package')).toBe('other');
});

test('reads dependencies without versions and architectures', () => {
  expect(dependenciesIn(greeter!)).toEqual([['init-system-helpers'], ['libc6'], ['debconf', 'debconf-2.0'], ['python3']]);
  expect(dependenciesIn(other!)).toEqual([]);
});

test('reads what a package provides', () => {
  expect([providedBy(greeter!), providedBy(other!)]).toEqual([['hello', 'greeting'], []]);
});
