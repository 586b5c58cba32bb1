import { TerraformVariable, Tokenization } from 'cdktf';
import { Duration } from '../../src';
import { refusal, testStack } from '../assertions';

test.each([
  [Duration.millis(1_500), 1_500, '1.5s'],
  [Duration.millis(20), 20, '20ms'],
  [Duration.seconds(0), 0, '0s'],
  [Duration.seconds(5), 5_000, '5s'],
  [Duration.seconds(90), 90_000, '1m30s'],
  [Duration.minutes(1), 60_000, '1m0s'],
  [Duration.minutes(1.5), 90_000, '1m30s'],
  [Duration.hours(1), 3_600_000, '1h0m0s'],
  [Duration.days(1), 86_400_000, '24h0m0s'],
])('converts %s to milliseconds and to the format of Go', (duration, milliseconds, goString) => {
  expect(duration.toMilliseconds()).toBe(milliseconds);
  expect(duration._toGoString()).toBe(goString);
});

test('converts to whole seconds', () => {
  expect(Duration.minutes(2).toSeconds()).toBe(120);
});

test('refuses to convert to seconds if the result is not a whole number', () => {
  expect(refusal(() => Duration.millis(1_500).toSeconds()))
    .toBe('The duration must be a whole number of seconds; given: 1500 milliseconds.');
});

test.each([-1, NaN, Infinity])('refuses %d seconds', (amount) => {
  expect(refusal(() => Duration.seconds(amount))).toBe(`A duration in seconds must be a number of 0 or more; given: ${amount}.`);
});

test('refuses fractions of a millisecond', () => {
  expect(refusal(() => Duration.millis(0.5))).toBe('A duration must be a whole number of milliseconds; given: 0.5 milliseconds.');
});

test('accepts tokens', () => {
  const { numberValue } = new TerraformVariable(testStack(), 'amount', {});
  expect(Duration.seconds(numberValue).toSeconds()).toBe(numberValue);
  expect(Duration.seconds(numberValue)._toGoString()).toMatch(/^\$\{TfToken\[TOKEN\.\d+\]\}s$/);
  expect(Tokenization.isResolvable(Tokenization.reverseNumber(Duration.minutes(numberValue).toMilliseconds()))).toBe(true);
  expect(Tokenization.isResolvable(Tokenization.reverseNumber(Duration.minutes(numberValue).toSeconds()))).toBe(true);
});
