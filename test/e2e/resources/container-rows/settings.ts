import { replaced, Rows, setting } from './row';

/** How the provider treats the container. */
export const settingsRows: Rows = {
  start: { same: [false], other: true, ...setting },
  must_run: { same: [false], other: true, ...setting },
  suspended: { same: [true], other: false, ...setting },
  must_run_for: { same: [0], other: 1, ...setting, refused: [[-1, /from 0 to 3600 seconds/], [1.5, /whole number/]] },
  wait: { same: [true], other: false, ...setting },
  wait_timeout: {
    same: [30], other: 40, ...setting, refused: [[0, /from 1 to 1800000 seconds/], [3_000_000, /from 1 to 1800000 seconds/]],
  },
  container_read_refresh_timeout_milliseconds: { same: [1000], other: 2000, ...setting },
  attach: { same: [true], other: false, alongside: { command: ['true'], must_run: false }, ...setting },
  logs: { same: [true], other: false, alongside: { command: ['echo', 'hello'], attach: true }, ...setting },
  rm: { same: [true], other: false, ...replaced },
  upload_change: { same: ['restart'], other: 'upload', ...setting, refused: [['live', /one of "replace", "restart", "upload"/]] },
  remove_volumes: { same: [false], other: true, ...setting },
  destroy_grace_seconds: { same: [2], other: 3, ...setting, refused: [[-1, /from 0 to 1800000 seconds/]] },
  timeouts: {
    same: [{ create: '30m', delete: '90s' }, { create: '1800s', delete: '1m30s' }],
    other: { create: '40m' },
    ...setting,
    refused: [[{ read: '20' }, /duration/], [{ read: '1ms' }, /from 1s/]],
  },
};
