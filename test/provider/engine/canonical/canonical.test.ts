import fc from 'fast-check';
import { canonicalCapability } from '../../../../provider/engine/canonical/capability';
import { canonicalCpus, canonicalCpuSet, formatCpus, parseCpus, parseCpuSet } from '../../../../provider/engine/canonical/cpus';
import { canonicalDuration, formatDuration, parseDuration } from '../../../../provider/engine/canonical/duration';
import { entryHolds } from '../../../../provider/engine/canonical/environment';
import { blockOf, same, setOf, text } from '../../../../provider/engine/canonical/form';
import { canonicalPath, isBelow } from '../../../../provider/engine/canonical/path';
import { canonicalSecurityOption } from '../../../../provider/engine/canonical/security-option';
import { canonicalSignal } from '../../../../provider/engine/canonical/signal';
import { canonicalStorageSize, canonicalTmpfsOptions, parseSize } from '../../../../provider/engine/canonical/size';
import { canonicalAddress, canonicalSubnet } from '../../../../src/shared/ip';

const FORMS: Readonly<Record<string, (spelling: string) => string | undefined>> = {
  canonicalAddress,
  canonicalSubnet,
  canonicalCapability,
  canonicalCpus,
  canonicalCpuSet,
  canonicalDuration,
  canonicalPath,
  canonicalSecurityOption,
  canonicalSignal,
  canonicalTmpfsOptions,
};

/** Strings that look like valid spellings, and any others. */
const spelling = fc.oneof(
  fc.string(),
  fc.stringMatching(/^[0-9a-fA-F:./,=-]{0,24}$/),
  fc.stringMatching(/^(\d{1,4}(\.\d{0,3})?(h|m|s|ms|us|ns)){0,3}$/),
  fc.ipV4(), fc.ipV6(), fc.stringMatching(/^(\/[a-c.]{0,3}){0,5}$/),
);

test.each(Object.entries(FORMS))('%s: a canonical form is its own canonical form', (_, form) => {
  fc.assert(fc.property(spelling, (value) => {
    const once = form(value);
    if (once !== undefined) expect(form(once)).toBe(once);
  }));
});

describe('durations', () => {
  test.each([
    ['1m', '1m0s'], ['90s', '1m30s'], ['1500ms', '1.5s'], ['1h', '1h0m0s'], ['0', '0s'], ['.5s', '500ms'], ['1.s', '1s'],
    ['100us', '100\u00b5s'],
    ['1h30m0.25s', '1h30m0.25s'], ['-1m', '-1m0s'], ['1000000ns', '1ms'], ['1.5h', '1h30m0s'],
  ])('%s is %s', (value, expected) => expect(canonicalDuration(value)).toBe(expected));

  test.each(
    ['', '1', 's', '1 m', '1d', '1m-', '--1s', 'm1', '99999999999h'],
  )('%j is not a duration', (value) => expect(parseDuration(value)).toBeUndefined());

  test('parsing inverts formatting', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 9_223_372_036_854_775_807n }), (nanoseconds) => {
      expect(parseDuration(formatDuration(nanoseconds))).toBe(nanoseconds);
    }));
  });

  test('the unit does not matter', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 100_000 }), (seconds) => {
      const forms = [
        `${seconds}s`, `${seconds * 1000}ms`, `${Math.floor(seconds / 60)}m${seconds % 60}s`, `${seconds}.0s`,
      ].map(canonicalDuration);
      expect(new Set(forms).size).toBe(1);
    }));
  });
});

describe('CPUs', () => {
  test('parses a number with any zeros around it', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 512_000_000_000 }), fc.nat(3), fc.nat(3), (nano, before, after) => {
      const shortest = formatCpus(nano);
      expect(parseCpus(shortest)).toBe(nano);
      const padded = `${'0'.repeat(before)}${shortest}${shortest.includes('.') ? '' : '.'}${'0'.repeat(after)}`;
      expect(canonicalCpus(padded)).toBe(shortest);
      if (shortest.startsWith('0.')) expect(canonicalCpus(shortest.slice(1))).toBe(shortest);
    }));
  });

  test.each(['', '.', 'one', '1e3', '-1', '0.0000000001', '1,5'])(
    '%j is not a number of CPUs', (value) => expect(parseCpus(value)).toBeUndefined(),
  );

  test('a list is a set', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.nat(64), { minLength: 1 }), (cpus) => {
      const ordered = [...cpus].sort((a, b) => a - b);
      expect(parseCpuSet(cpus.join(','))).toEqual(ordered);
      expect(parseCpuSet([...cpus, ...cpus].map((cpu) => `${cpu}-${cpu}`).join(','))).toEqual(ordered);
    }));
    expect(canonicalCpuSet('2,0-1')).toBe(canonicalCpuSet('0-2'));
  });

  test.each(['', 'a', '1-', '2-1', '0,,1', '0-9999999'])('%j is not a list of CPUs', (value) => expect(parseCpuSet(value)).toBeUndefined());
});

test.each([
  ['NET_ADMIN', 'CAP_NET_ADMIN'], ['cap_net_admin', 'CAP_NET_ADMIN'], ['all', 'ALL'], ['ALL', 'ALL'],
])('capability %s is %s', (value, expected) => expect(canonicalCapability(value)).toBe(expected));

test.each([
  ['15', 'SIGTERM'], ['TERM', 'SIGTERM'], ['sigterm', 'SIGTERM'], ['3', 'SIGQUIT'], ['SIGRTMIN+3', 'SIGRTMIN+3'], ['37', '37'], ['', ''],
])('signal %s is %s', (value, expected) => expect(canonicalSignal(value)).toBe(expected));

test.each([
  [
    'no-new-privileges:true', 'no-new-privileges',
  ], ['no-new-privileges=true', 'no-new-privileges'], ['no-new-privileges', 'no-new-privileges'],
  [
    'no-new-privileges=1', 'no-new-privileges',
  ], ['no-new-privileges:T', 'no-new-privileges'], ['no-new-privileges=yes', 'no-new-privileges=yes'], [
    'no-new-privileges:false', 'no-new-privileges=false',
  ], ['seccomp:unconfined', 'seccomp=unconfined'], ['label:type:svirt_t', 'label=type:svirt_t'],
])('security option %s is %s', (value, expected) => expect(canonicalSecurityOption(value)).toBe(expected));

test.each([
  ['/tmp/', '/tmp'], ['/a/../b//c/.', '/b/c'], ['/', '/'], ['//', '/'],
])('path %s is %s', (value, expected) => expect(canonicalPath(value)).toBe(expected));

test.each([
  ['/run/a', '/run', true], ['/run', '/run/', true], ['/running', '/run', false], ['/a', '/', true], ['/run/../etc/a', '/run', false],
])('%s is below %s: %s', (path, folder, expected) => expect(isBelow(path, folder)).toBe(expected));

describe('options of a tmpfs', () => {
  test.each([
    [
      'rw,noexec,size=64m', 'size=65536k,noexec,rw',
    ], ['', ','], ['ro,rw', 'rw'], ['mode=0755', 'mode=755'], ['exec,noexec', 'noexec'], ['size=1g', 'size=1024M'],
  ])('%j and %j are the same', (one, other) => expect(canonicalTmpfsOptions(one)).toBe(canonicalTmpfsOptions(other)));

  test.each([['rw', 'ro'], ['size=1m', 'size=2m'], ['ro,rw', 'rw,ro'], ['size=50%', 'size=50']])('%j and %j differ', (one, other) => {
    expect(canonicalTmpfsOptions(one)).not.toBe(canonicalTmpfsOptions(other));
  });

  test.each(
    [['1k', 1024], ['2M', 2_097_152], ['5', 5], ['1.5m', undefined], ['50%', undefined]],
  )('size %s is %s', (value, expected) => expect(parseSize(value)).toBe(expected));

  test.each(
    [
      ['10G', '10737418240'], ['10 gib', '10737418240'], ['0.5gb', '536870912'], ['1b', '1'], ['7', '7'], ['1P', '1125899906842624'],
      ['much', undefined], ['1e3', undefined],
    ],
  )(
    'storage size %s is %s', (value, expected) => expect(canonicalStorageSize(value)).toBe(expected),
  );
});

test('an environment entry holds if its variable has the value, or is removed', () => {
  expect(entryHolds('A=1', ['B=2', 'A=1'])).toBe(true);
  expect(entryHolds('A=1', ['A=2'])).toBe(false);
  expect(entryHolds('A', ['B=2'])).toBe(true);
  expect(entryHolds('A', ['A'])).toBe(true);
  expect(entryHolds('A', ['A=1'])).toBe(false);
});

describe('forms of values', () => {
  test('a set has no order and no duplicates', () => {
    fc.assert(fc.property(fc.array(fc.string()), (values) => {
      expect(setOf((value) => value)([...values].reverse().concat(values))).toEqual(setOf((value) => value)(values));
    }));
  });

  test('an attribute that is not set equals its default', () => {
    const form = blockOf({ at: text((value) => value.toUpperCase()) }, { at: 'here', on: true });
    expect(same({ at: null, on: null }, { on: true, at: 'HERE' }, form)).toBe(true);
    expect(same({ at: 'there', on: null }, { at: 'here', on: true }, form)).toBe(false);
  });
});
