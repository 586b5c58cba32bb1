import { parseMoment } from '../../../../provider/engine/canonical/moment';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

test.each([
  ['2013-01-02T13:23:37Z', '1357133017.000000000'],
  ['2013-01-02T13:23:37.123456789Z', '1357133017.123456789'],
  ['2013-01-02T13:23:37.5+02:00', '1357125817.500000000'],
  ['2013-01-02Z', '1357084800.000000000'],
  ['1357133017', '1357133017.000000000'],
  ['1357133017.25', '1357133017.250000000'],
  ['0s', '1767323045.678000000'],
  ['1h30m', '1767317645.678000000'],
])('%s means %s', (spelling, moment) => {
  expect(parseMoment(spelling, NOW)).toBe(moment);
});

test.each([['2013-01-02'], ['2013-01-02T00:00:00']])('%s is in the local time zone', (spelling) => {
  expect(parseMoment(spelling, NOW)).toBe(`${new Date(2013, 0, 2).getTime() / 1000}.000000000`);
});

test.each(['', 'yesterday', '2013-13-02', '2013-01-02T25:00:00', '2013-01-02 13:23:37', '-', '1.2.3'])('%j is not a time', (spelling) => {
  expect(parseMoment(spelling, NOW)).toBeUndefined();
});
