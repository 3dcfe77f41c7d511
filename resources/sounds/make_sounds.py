#!/usr/bin/env python3
"""Makes the sounds of Kontor: sums of a few tones with soft edges, so nobody else's. Run it after a change:
resources/sounds/make_sounds.py"""
import array, math, pathlib, wave

RATE = 24000


def note(frequency, seconds, loudness=0.25):
    """A struck bar: a tone and two weaker ones above it, dying away."""
    count = int(RATE * seconds)
    parts = ((1, 1.0, 3.0), (2.76, 0.35, 7.0), (5.4, 0.12, 12.0))
    samples = []
    for i in range(count):
        time = i / RATE
        value = sum(share * math.exp(-decay * time) * math.sin(2 * math.pi * frequency * ratio * time)
                    for ratio, share, decay in parts)
        edge = min(1.0, time / 0.004, (count - i) / RATE / 0.02)
        samples.append(loudness * edge * value)
    return samples


def together(length, *placed):
    samples = [0.0] * int(RATE * length)
    for start, sound in placed:
        at = int(RATE * start)
        for i, value in enumerate(sound):
            if at + i < len(samples):
                samples[at + i] += value
    return samples


def write(name, samples):
    path = pathlib.Path(__file__).with_name(name)
    values = array.array("h", (max(-32767, min(32767, round(value * 32767))) for value in samples))
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(values.tobytes())


E5, G5, A5, B5, E6 = 659.26, 783.99, 880.0, 987.77, 1318.51
# An incoming call: two calls of three notes and a pause; played again and again.
CALL = [(0.0, note(E5, 0.9)), (0.18, note(A5, 0.9)), (0.36, note(B5, 1.1))]
write("ring.wav", together(3.0, *CALL, *((start + 0.8, sound) for start, sound in CALL)))
# A message: two light notes upwards, once.
write("message.wav", together(0.9, (0.0, note(B5, 0.5, 0.16)), (0.11, note(E6, 0.75, 0.16))))
