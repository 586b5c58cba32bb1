import { docker } from '../engine/docker';
test('is v2', async () => { expect((await docker.info() as any).CgroupVersion).toBe('2'); });
