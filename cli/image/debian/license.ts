import parse from 'spdx-expression-parse';
import { paragraphsOf } from './control';

/** How Debian calls licences that SPDX calls otherwise (machine-readable debian/copyright, "License specification"). */
const NAMES: Readonly<Record<string, string>> = {
  'Expat': 'MIT',
  'BSD-2-clause': 'BSD-2-Clause',
  'BSD-3-clause': 'BSD-3-Clause',
  'BSD-4-clause': 'BSD-4-Clause',
  'Apache-2': 'Apache-2.0',
  'Artistic': 'Artistic-1.0-Perl',
  'CC0': 'CC0-1.0',
  'ZLIB': 'Zlib',
  'PSF': 'PSF-2.0',
  'Python': 'PSF-2.0',
  'Boost': 'BSL-1.0',
};

const COPYRIGHT = /^\/usr\/share\/doc\/[^/]+\/copyright$/;
const FORMAT = /^Format:\s*https?:\/\/www\.debian\.org\/doc\/packaging-manuals\/copyright-format\/1\.0/m;
const UNKNOWN = /[^A-Za-z0-9.-]+/g;

/** Returns where a package has its copyright file. */
export function copyrightOf(name: string): string {
  return `/usr/share/doc/${name}/copyright`;
}

/** Whether a path is that of the copyright file of a package. */
export function isCopyright(path: string): boolean {
  return COPYRIGHT.test(path);
}

/**
 * Returns the licences of a package as an SPDX expression, from its copyright file, or undefined if that is not in the machine-readable
 * format. Licences that SPDX does not know are references: `LicenseRef-...`.
 */
export function licenseOf(copyright: string): string | undefined {
  if (!FORMAT.test(copyright)) return undefined;
  const names = paragraphsOf(copyright).filter((each) => each.has('files')).map((each) => each.get('license')?.split('\n')[0]!.trim());
  const expressions = new Set(names.filter((name) => name !== undefined && name !== '').map((name) => expressionOf(name!)));
  const sorted = [...expressions].sort();
  return sorted.length === 0 ? undefined : sorted.map((each) => sorted.length > 1 && each.includes(' ') ? `(${each})` : each).join(' AND ');
}

/** Returns `GPL-2+ or Artistic` as `GPL-2.0-or-later OR Artistic-1.0-Perl`. */
function expressionOf(name: string): string {
  const joined = name.split(/\s+(or|and)\s+/i).map((part, index) => index % 2 === 1 ? part.toUpperCase() : idOf(part)).join(' ');
  return isExpression(joined) ? joined : reference(name);
}

function isExpression(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

function idOf(name: string): string {
  const [, family, version, later] = /^(GPL|LGPL|AGPL|GFDL)-(\d(?:\.\d)?)(\+)?$/i.exec(name.replace(/,$/, '')) ?? [];
  if (family !== undefined) {
    return `${family.toUpperCase()}-${version!.includes('.') ? version : `${version}.0`}-${later === undefined ? 'only' : 'or-later'}`;
  }
  return NAMES[name] ?? (isExpression(name) ? name : reference(name));
}

function reference(name: string): string {
  return `LicenseRef-Debian-${name.replace(UNKNOWN, '-').replace(/^-+|-+$/g, '')}`;
}
