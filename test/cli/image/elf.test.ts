import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { elfOf } from './debian';
import { parseElf } from '../../../cli/image/elf';

test('reads what a program of this machine needs', () => {
  const elf = parseElf(readFileSync(process.execPath))!;
  expect(elf.needed).toContain('libc.so.6');
  expect(elf.interpreter).toMatch(/^\/lib.*\/ld-linux.*\.so/);
});

test('a text is no program', () => {
  expect(parseElf(readFileSync(__filename))).toBeUndefined();
});

test('reads libraries, the loader and further folders', () => {
  const elf = parseElf(elfOf(['libone.so.1', 'libtwo.so'], { interpreter: '/lib64/ld.so', runPath: '$ORIGIN/../lib:/opt/lib' }));
  expect(elf).toEqual({
    machine: 62, needed: ['libone.so.1', 'libtwo.so'], runPath: ['$ORIGIN/../lib', '/opt/lib'], interpreter: '/lib64/ld.so',
  });
});

test('a program with more libraries, or a longer name, than any has is none', () => {
  expect(parseElf(elfOf(['x'.repeat(4_095)]))!.needed).toHaveLength(1);
  expect(parseElf(elfOf(['x'.repeat(4_096)]))).toBeUndefined();
  expect(parseElf(elfOf(Array.from({ length: 5_000 }, (_, index) => `lib${index}.so`)))).toBeUndefined();
});

test('a damaged program is read as far as it goes, or not at all, and never throws', () => {
  const whole = elfOf(['libone.so.1'], { interpreter: '/lib64/ld.so' });
  fc.assert(fc.property(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), fc.nat(whole.length), (at, byte, length) => {
    const damaged = Buffer.from(whole.subarray(0, length));
    if (at < damaged.length) damaged[at] = byte;
    expect(() => parseElf(damaged)).not.toThrow();
  }), { numRuns: 2_000 });
});

test('cut off programs of this machine never throw', () => {
  const whole = readFileSync('/bin/sh');
  for (const length of [5, 20, 64, 100, 500, 5_000]) expect(() => parseElf(whole.subarray(0, length))).not.toThrow();
});
