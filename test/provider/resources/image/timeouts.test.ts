import { withTimeout } from '../../../../provider/resources/image/timeouts';

afterEach(() => jest.useRealTimers());

test('a creation that exceeds its timeout is aborted with an error that names it', () => {
  jest.useFakeTimers();
  const signal = withTimeout(new AbortController().signal, { name: 'app', timeouts: { create: '90s' } });
  jest.advanceTimersByTime(89_000);
  expect(signal.aborted).toBe(false);
  jest.advanceTimersByTime(1_000);
  expect(signal.reason).toMatchObject({ diagnostics: [{ summary: 'Creating image "app" took longer than 90 s' }] });
});

test('without a timeout, a creation has no limit', () => {
  const { signal } = new AbortController();
  expect(withTimeout(signal, { name: 'app', timeouts: null })).toBe(signal);
});
