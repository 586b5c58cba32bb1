import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './run';
import { which } from '../../../dev/machine/which';

/** The driver of volumes that every plugin of the tests is. It only keeps the names of volumes, as files. */
const PROGRAM = `
mkdir '/run/docker'; mkdir '/run/docker/plugins';
$SIG{TERM} = sub { exit 0 };
my $path = '/run/docker/plugins/tests.sock';
unlink $path;
exit 1 if ($ENV{MODE} // '') eq 'broken';
my $server;
socket($server, 1, 1, 0) && bind($server, pack('S a108', 1, $path)) && listen($server, 16) || exit 1;
mkdir '/volumes';
my $volume = sub { qq({"Name":"$_[0]","Mountpoint":"/none"}) };
while (1) {
  accept(my $client, $server) || next;
  sysread($client, my $request, 65536) // next;
  my ($name) = $request =~ m{"Name":"([^"]+)"};
  if ($request =~ m{/VolumeDriver\\.Create}) { open(my $file, '>', "/volumes/$name"); close($file); }
  unlink("/volumes/$name") if $request =~ m{/VolumeDriver\\.Remove};
  opendir(my $folder, '/volumes');
  my @names = grep { !/^\\./ } readdir($folder);
  my $body = $request =~ m{/Plugin\\.Activate} ? '{"Implements":["VolumeDriver"]}'
    : $request =~ m{\\.Capabilities} ? '{"Capabilities":{"Scope":"local"}}'
    : $request =~ m{\\.List} ? '{"Volumes":[' . join(',', map { $volume->($_) } @names) . ']}'
    : $request !~ m{\\.Get} ? '{"Err":""}'
    : -e "/volumes/$name" ? '{"Volume":' . $volume->($name) . '}' : '{"Err":"no such volume"}';
  syswrite($client, "HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nContent-Length: "
    . length($body) . "\\r\\nConnection: close\\r\\n\\r\\n$body");
}
`;

/** A setting of each kind, and each kind of privilege that does no harm. */
export const PLUGIN_CONFIG = {
  description: 'A plugin of the tests',
  documentation: 'none',
  interface: { types: ['docker.volumedriver/1.0'], socket: 'tests.sock' },
  entrypoint: ['/usr/bin/perl', '/plugin.pl'],
  network: { type: 'host' },
  env: [
    { name: 'DEBUG', settable: ['value'], value: '0' },
    { name: 'MODE', settable: ['value'], value: '' },
    { name: 'TOKEN', settable: ['value'] },
    { name: 'FIXED', value: 'x' },
  ],
  args: { name: 'args', settable: ['value'], value: ['--quiet'] },
  mounts: [{ name: 'data', source: '/tmp', destination: '/mnt', type: 'bind', options: ['rbind'], settable: ['source'] }],
  linux: { capabilities: ['CAP_NET_ADMIN', 'CAP_SYS_ADMIN'], devices: [{ name: 'disk', path: '/dev/null', settable: ['path'] }] },
};

/** Writes a plugin into a folder, as `docker plugin create` takes it. Perl is on every Debian, and needs no module for this. */
export async function writePlugin(folder: string, config: object = PLUGIN_CONFIG): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const root = join(folder, 'rootfs');
  const add = (file: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    copyFileSync(file, join(root, file));
    chmodSync(join(root, file), 0o755);
  };
  const perl = which('perl')!;
  add(perl);
  for (const [, library] of (await run('ldd', [perl])).matchAll(/(\/\S+) \(0x/g)) add(library!);
  writeFileSync(join(root, 'plugin.pl'), PROGRAM);
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
}

/** Makes a plugin on the engine from a folder, pushes it to a registry under its name, and removes it from the engine. */
export async function publishPlugin(name: string, folder: string): Promise<void> {
  await run('docker', ['plugin', 'create', name, folder]);
  await run('docker', ['plugin', 'push', name]);
  await run('docker', ['plugin', 'rm', name]);
}
