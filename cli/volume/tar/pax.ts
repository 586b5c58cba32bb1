import { TarError } from './blocks';

/** The records of a pax header by key. Values can be any bytes, such as a file capability. */
export type PaxRecords = ReadonlyMap<string, Buffer>;

/** The beginning of the key of an extended attribute, which GNU tar, bsdtar and Docker use. */
export const XATTR = 'SCHILY.xattr.';

const PORTABLE = /^(user\..*|security\.capability|system\.posix_acl_(access|default))$/s;

/** Returns whether an extended attribute is copied. All others belong to a machine, such as the labels of SELinux, or to its kernel. */
export function isPortable(attribute: string): boolean {
  return PORTABLE.test(attribute);
}

/** Parses records of the form `<length> <key>=<value>\n`. */
export function parsePax(content: Buffer): Map<string, Buffer> {
  const records = new Map<string, Buffer>();
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(' ', at);
    const length = Number(content.toString('latin1', at, space));
    const equals = content.indexOf('=', space);
    const end = at + length;
    if (space < 0 || !Number.isInteger(length) || length <= 0 || end > content.length || equals < 0 || equals >= end) {
      throw new TarError('it contains an invalid pax header');
    }
    records.set(content.toString('utf8', space + 1, equals), content.subarray(equals + 1, end - 1));
    at = end;
  }
  return records;
}

export function formatPax(records: PaxRecords): Buffer {
  return Buffer.concat([...records].map(([key, value]) => {
    const rest = Buffer.concat([Buffer.from(` ${key}=`), value, Buffer.from('\n')]);
    // The length includes its own digits.
    let length = rest.length + String(rest.length).length;
    if (rest.length + String(length).length !== length) length += 1;
    return Buffer.concat([Buffer.from(String(length)), rest]);
  }));
}
