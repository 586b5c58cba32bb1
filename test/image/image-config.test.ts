import { toInstructions } from '../../src/image/image-config';

test('has no instructions by default', () => {
  expect(toInstructions({})).toEqual([]);
});

test('renders every option as an instruction', () => {
  expect(toInstructions({
    command: ['-g', 'daemon off;'],
    entryPoint: ['nginx'],
    environment: { PATH: '/bin', QUOTED: 'a "b" \\ $c' },
    user: 'app:app',
    workingDirectory: '/srv',
    exposedPorts: ['80', '53/udp'],
    volumes: ['/data', '/with space'],
    labels: { 'com.example.a b': 'c d' },
    stopSignal: 'SIGQUIT',
  })).toEqual([
    'ENV PATH="/bin"',
    'ENV QUOTED="a \\"b\\" \\\\ \\$c"',
    'LABEL "com.example.a b"="c d"',
    'USER app:app',
    'WORKDIR /srv',
    'EXPOSE 80',
    'EXPOSE 53/udp',
    'VOLUME ["/data","/with space"]',
    'STOPSIGNAL SIGQUIT',
    'ENTRYPOINT ["nginx"]',
    'CMD ["-g","daemon off;"]',
  ]);
});
