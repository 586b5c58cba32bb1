import { labelKeyFindings, nameFindings } from './names';
import { quantity } from './quantity';

type Rule = Parameters<typeof nameFindings>[2];

test.each<[Rule, string, boolean]>([
  ['subdomain', 'a.b-c', true], ['subdomain', 'a..b', false], ['subdomain', 'A', false], ['subdomain', '', false],
  ['subdomain', '-a', false],
  ['subdomain', 'a'.repeat(253), true], ['subdomain', 'a'.repeat(254), false],
  ['label', '1a', true], ['label', 'a.b', false], ['label', 'a-', false], ['label', 'a'.repeat(63), true], ['label', 'a'.repeat(64), false],
  ['service', 'a1', true], ['service', '1a', false],
  ['port', 'http', true], ['port', '80', false], ['port', 'a--b', false], ['port', '-a', false], ['port', 'a'.repeat(16), false],
  ['labelValue', '', true], ['labelValue', 'A_b.c-1', true], ['labelValue', '.a', false], ['labelValue', 'a b', false],
  ['variable', 'A_b.c-1', true], ['variable', '1A', false], ['variable', 'A=', false],
  ['key', 'a_B.c-1', true], ['key', '..a', false], ['key', '.', false], ['key', '.a', true], ['key', 'a/b', false],
])('as a %s, %j is allowed: %s', (rule, name, allowed) => {
  expect([...nameFindings('x', name, rule)].length === 0).toBe(allowed);
});

test.each([
  ['app', true], ['example.com/app', true], ['/app', false], ['example.com/', false], ['a/b/c', false], ['Example.com/a', false],
  ['a b', false],
])('the key of a label %j is allowed: %s', (key, allowed) => {
  expect([...labelKeyFindings('x', key)].length === 0).toBe(allowed);
});

test.each([
  ['1', 1], [2, 2], ['500m', 0.5], ['1k', 1000], ['64Mi', 67108864], ['1.5Gi', 1610612736], ['1e3', 1000], ['1E', 1e18], ['.5', 0.5],
  ['-1', -1],
  ['', undefined], ['1x', undefined], ['Mi', undefined], ['1 Mi', undefined], ['1mi', undefined],
])('the quantity %j is %s', (text, expected) => {
  expect(quantity(text)).toBe(expected);
});
