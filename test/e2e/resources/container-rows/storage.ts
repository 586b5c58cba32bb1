import { Names, replaced, Rows } from './row';

/** The container's file systems, files and logging. */
export function storageRows(names: Names): Rows {
  return {
    mounts: {
      same: [
        [
          { type: 'volume', source: names.volume, target: '/data' },
          {
            type: 'bind', source: '/tmp', target: '/host', read_only: true, bind_options: [{ propagation: 'rslave', non_recursive: true }],
          },
          { type: 'tmpfs', target: '/scratch', tmpfs_options: [{ size_bytes: 1048576, mode: 1023 }] },
        ],
        [
          { type: 'tmpfs', target: '/scratch/', tmpfs_options: [{ size_bytes: 1048576, mode: 1023 }], read_only: false },
          { type: 'volume', source: names.volume, target: '/data/', volume_options: [] },
          {
            type: 'bind',
            source: '/tmp',
            target: '/host',
            read_only: true,
            bind_options: [{ propagation: 'rslave', non_recursive: true, create_mountpoint: false }],
          },
        ],
      ],
      other: [{
        type: 'volume',
        source: names.volume,
        target: '/data',
        volume_options: [{
          no_copy: true, labels: [{ label: 'a', value: '1' }], driver_name: 'local', driver_options: {},
        }],
      }],
      ...replaced,
      refused: [
        [[{ type: 'disk', target: '/data' }], /one of "bind", "volume", "tmpfs"/],
        [[{ type: 'bind', target: '/data' }], /no `source`/],
        [[{ type: 'volume', target: '/data', tmpfs_options: [{ mode: 1 }] }], /of type "volume"/],
        [[{ type: 'volume', target: 'data' }], /absolute path/],
      ],
    },
    volumes: {
      same: [
        [
          { volume_name: names.volume, container_path: '/data', read_only: true },
          { host_path: '/tmp', container_path: '/host', read_only: true, selinux_relabel: 'z' },
          { container_path: '/own' },
          { from_container: names.neighbour },
        ],
        [
          { from_container: names.neighbour, read_only: false },
          { container_path: '/own/' },
          { volume_name: names.volume, container_path: '/data', read_only: true },
          { host_path: '/tmp', container_path: '/host/', read_only: true, selinux_relabel: 'z' },
        ],
      ],
      other: [{ volume_name: names.volume, container_path: '/data' }],
      ...replaced,
      refused: [
        [[{ volume_name: names.volume }], /no `container_path`/],
        [[{ volume_name: names.volume, host_path: '/tmp', container_path: '/data' }], /more than one source/],
        [[{ container_path: '/data', selinux_relabel: 'z' }], /anonymous volume at \/data/],
      ],
    },
    tmpfs: { same: [{ '/run': 'rw,noexec,size=1m' }, { '/run': 'size=1024k,noexec,rw' }], other: { '/run': '' }, ...replaced },
    shm_size: { same: [32], other: 128, ...replaced, refused: [[0, /at least 1/]] },
    log_driver: { same: ['local'], other: 'none', ...replaced },
    log_opts: { same: [{ 'max-size': '1m', 'max-file': '2' }], other: { 'max-size': '2m' }, ...replaced },
    upload: {
      same: [
        [{ file: '/etc/one', content: 'one' }, { file: '/new/folder/two', content_base64: 'AAEC', executable: true }],
        [{ file: '/new/./folder/two', content_base64: 'AAEC', executable: true }, { file: '/etc/one', content: 'one', executable: false }],
      ],
      other: [{ file: '/etc/one', content: 'another', permissions: '0600' }, { file: '/new/folder/two', source: names.file }],
      ...replaced,
      refused: [
        [[{ file: '/a' }], /no content/],
        [[{ file: '/a', content: 'a', source: 'b' }], /more than one content/],
        [[{ file: '/a', content: 'a', permissions: '999' }], /octal/],
        [[{ file: '/a', content_base64: 's3cret!' }], /^(?!.*s3cret).*has to be base64/s],
      ],
    },
    secret_file: {
      same: [
        [{ file: '/run/secrets/one', content_wo: 'one', content_wo_version: '1' }],
        [{ file: '/run/./secrets/one', content_wo: 'another', content_wo_version: '1', permissions: '444', owner: '0:0' }],
      ],
      other: [{ file: '/run/secrets/one', content_wo: 'another', content_wo_version: '2' }],
      ...replaced,
      refused: [
        [[{ file: '/a' }], /has no content/],
        [[{ file: 'a', content_wo: 'a' }], /absolute path/],
        [[{ file: '/a', content_wo: 'a', owner: 'root' }], /numeric user and group/],
      ],
    },
    volume_driver: { same: ['local'], other: '', alongside: { volumes: [{ container_path: '/own' }] }, ...replaced },
  };
}
