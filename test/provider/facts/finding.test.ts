import { failedBecause, messageOf } from '../../../provider/facts/finding';

test('what a host answers controls no terminal in the evidence of a fact', () => {
  const error = { engineMessage: 'no such runtime\u001b[2J\n\u202epassed\u009b' };
  expect(messageOf(error)).toBe('no such runtime\\u{1b}[2J \\u{202e}passed\\u{9b}');
  expect(failedBecause('the probe', error, new AbortController().signal).evidence).toContain('no such runtime\\u{1b}[2J');
});
