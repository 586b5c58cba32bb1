import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { finished } from '../../dev/engine/progress';
import { MinimalImageReport } from '../../src/shared/minimal-image';
import { specOf } from '../../test/cli/image/spec';
import { importNode } from '../../test/e2e/support/node-image';
import { run } from '../measure';

const BERTH = join(__dirname, '..', '..', 'dist', 'cli', 'berth.cjs');

/** A server that initialises for some milliseconds, in which it uses no processor and so doesn't slow down others, and then answers. */
export interface Application {
  readonly name: string;
  readonly image: string;
  /** Makes its image on an engine. */
  readonly provide: (docker: Docker) => Promise<void>;
  readonly command: (initialisation: number) => readonly string[];
  /** Exits with 0 when it answers. */
  readonly isReady: readonly string[];
  /** At this signal, it makes a new random number. */
  readonly signal: string;
}

const SERVER_OF_NODE = `
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(process.argv[1]));
let seed = require('crypto').randomUUID();
process.on('SIGUSR2', () => { seed = require('fs').readFileSync('/proc/sys/kernel/random/uuid', 'utf8').trim(); });
require('http').createServer((request, response) => response.end(seed)).listen(80);`;

const ASK = 'require(\'http\').get(\'http://127.0.0.1/\', () => process.exit(0)).on(\'error\', () => process.exit(1))';

export const NODE: Application = {
  name: 'Node.js',
  image: 'bench-fork-node:latest',
  provide: (docker) => importNode(docker, NODE.image),
  command: (initialisation) => ['node', '-e', SERVER_OF_NODE, `${initialisation}`],
  isReady: ['node', '-e', ASK],
  signal: 'USR2',
};

const SERVER_OF_JAVA = `
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.file.*;

class Server {
  static volatile byte[] seed = java.util.UUID.randomUUID().toString().getBytes();

  public static void main(String[] arguments) throws Exception {
    Thread.sleep(Long.parseLong(arguments[0]));
    sun.misc.Signal.handle(new sun.misc.Signal("HUP"), (signal) -> {
      try {
        seed = Files.readAllBytes(Path.of("/proc/sys/kernel/random/uuid"));
      } catch (java.io.IOException error) {
        throw new java.io.UncheckedIOException(error);
      }
    });
    HttpServer server = HttpServer.create(new InetSocketAddress(80), 0);
    server.createContext("/", (exchange) -> {
      byte[] answer = seed;
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    });
    server.start();
  }
}`;

export const JAVA: Application = {
  name: 'Java',
  image: 'bench-fork-java:latest',
  provide: (docker) => importJava(docker, JAVA.image),
  command: (initialisation) => ['java', '-XX:+UseSerialGC', '-Xmx64m', '-cp', '/app', 'Server', `${initialisation}`],
  isReady: ['bash', '-c', 'exec 3<>/dev/tcp/127.0.0.1/80'],
  signal: 'HUP',
};

/** Makes an image of Debian's OpenJDK, with the server compiled. */
async function importJava(docker: Docker, name: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'berth-bench-java-'));
  try {
    const [lockFile, spec] = [join(folder, 'debian.lock.json'), join(folder, 'java.json')];
    const packages = ['openjdk-17-jdk-headless', 'openjdk-17-jre-headless', 'bash'];
    await run(process.execPath, [BERTH, 'image', 'lock', lockFile, ...packages]);
    const content = Buffer.from(SERVER_OF_JAVA).toString('base64');
    const binaries = '/usr/lib/jvm/java-17-openjdk-amd64/bin:/usr/bin:/bin';
    writeFileSync(spec, JSON.stringify(specOf({
      lockFile,
      packages,
      files: [{ to: '/app/Server.java', content, mode: '0644', owner: '0:0' }],
      config: { User: '0:0', Env: [`PATH=${binaries}`] },
    })));
    const { stdout } = await run(process.execPath, [BERTH, 'image', 'make', '--json', '--output', folder, spec]);
    const { platforms: [{ id }] } = JSON.parse(stdout) as MinimalImageReport;
    await finished(docker, await docker.loadImage(createReadStream(join(folder, 'image.tar'))));
    const compiler = await docker.createContainer({ Image: id, Cmd: ['javac', '/app/Server.java'], HostConfig: { NetworkMode: 'none' } });
    await compiler.start();
    const { StatusCode: code } = await compiler.wait() as { StatusCode: number };
    if (code !== 0) throw new Error(`javac ended with ${code}`);
    const [repo, tag] = name.split(':');
    await compiler.commit({ repo, tag });
    await compiler.remove();
  } finally {
    rmSync(folder, { recursive: true });
  }
}
