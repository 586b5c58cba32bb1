import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runningPid, Service, startService, stopService } from '../../dev/machine/service';

const folder = mkdtempSync(join(tmpdir(), 'berth-service-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a service is running while its process changes from one program to another', async () => {
  for (let round = 0; round < 20; round++) {
    const service: Service = {
      command: 'nice',
      args: ['nice', 'nice', 'sleep', '100'],
      pidFile: join(folder, 'pid'),
      logFile: join(folder, 'log'),
      mark: 'sleep 100',
    };
    startService(service);
    for (let reads = 0; reads < 100; reads++) expect(runningPid(service)).toBeGreaterThan(0);
    await stopService(service);
    expect(runningPid(service)).toBeUndefined();
  }
});
