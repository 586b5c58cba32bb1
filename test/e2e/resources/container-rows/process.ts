import { Names, replaced, Rows, setting } from './row';

/** The process in the container. */
export function processRows(names: Names): Rows {
  return {
    name: {
      same: [`${names.network}-a`, `/${names.network}-a`],
      other: `${names.network}-b`,
      ...setting,
      refused: [['-no', /name/], ['', /name/]],
    },
    image: { same: [names.image, `${names.image}:latest`, names.imageId], other: 'busybox:other', ...replaced },
    command: { same: [['sleep', '1000']], other: ['sleep', '2000'], ...replaced },
    entrypoint: { same: [['sleep']], other: ['/bin/sleep'], alongside: { command: ['1000'] }, ...replaced },
    env: {
      same: [['A=1', 'B=two words'], ['B=two words', 'A=1']],
      other: ['A=2', 'C'],
      ...replaced,
      refused: [[['A=1', 'A=2'], /more than once/], [['=1'], /no name/]],
    },
    user: { same: ['1000:1000'], other: '1001', ...replaced },
    working_dir: { same: ['/tmp/', '/tmp', '/tmp/../tmp//'], other: '/var', ...replaced, refused: [['tmp', /absolute/]] },
    hostname: { same: ['one'], other: 'two', ...replaced },
    domainname: { same: ['example.org'], other: 'example.net', ...replaced },
    tty: { same: [true], other: false, ...replaced, remove: 'replace' },
    stdin_open: { same: [true], other: false, ...replaced },
    init: { same: [true], other: false, ...replaced },
    stop_signal: { same: ['SIGQUIT', 'quit', '3', 'QUIT'], other: 'SIGINT', ...replaced },
    stop_timeout: { same: [0], other: 3, ...replaced, refused: [[1.5, /whole number/]] },
    group_add: { same: [['10', '20'], ['20', '10']], other: ['30'], ...replaced },
    labels: {
      same: [[{ label: 'a', value: '1' }, { label: 'b', value: '2' }], [{ label: 'b', value: '2' }, { label: 'a', value: '1' }]],
      other: [{ label: 'a', value: '2' }],
      ...replaced,
      refused: [[[{ label: 'a', value: '1' }, { label: 'a', value: '2' }], /more than once/]],
    },
    healthcheck: {
      same: [
        [{ test: ['CMD', 'true'], interval: '1m', timeout: '1500ms', start_period: '90s' }],
        [{ test: ['CMD', 'true'], interval: '1m0s', timeout: '1.5s', start_period: '1.5m', retries: 0, start_interval: '0s' }],
      ],
      other: [{ test: ['CMD', 'true'], interval: '1m', timeout: '1500ms', start_period: '90s', retries: 5 }],
      ...replaced,
      refused: [
        [[{ test: ['CMD', 'true'], interval: '1 minute' }], /duration/],
        [[{ test: ['CMD', 'true'], interval: '1us' }], /duration/],
        [[{ test: ['curl --user a:s3cret'] }], /can't begin with "curl": .* Put "CMD" before a program/],
        [[{ test: ['CMD'] }], /can't be "CMD" alone/],
        [[{ test: ['CMD-SHELL', ''] }], /can't be "CMD-SHELL" alone/],
      ],
    },
    stdin_once: { same: [true], other: false, alongside: { stdin_open: true }, ...replaced },
    shell: { same: [['/bin/ash', '-c']], other: ['/bin/sh', '-e', '-c'], ...replaced },
  };
}
