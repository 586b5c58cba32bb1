import { movedOut } from '../../../provider/attestation/evidence/resources';
import { Subject } from '../../../provider/attestation/subject';

test.each([
  ['S (sleeping)', 'its process was moved out of the engine\'s control group, to "/"'],
  ['Z (zombie)', 'its first thread has ended, so the kernel shows it in "/", and not where its other threads are'],
])('a process in another control group, in the state %s', (state, drift) => {
  const files = { movedTo: () => '/', process: () => `Name:\tx\nState:\t${state}\n` };
  const subject = new Subject({ facts: { cgroupVersion: '1' }, files } as unknown as ConstructorParameters<typeof Subject>[0]);
  expect(movedOut(subject, 'memory')).toEqual({ drift });
});
