#pragma once

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

/// Sounds that a test can tell apart, as 16-bit mono WAV of 48 kHz.
namespace kontor::test {

inline constexpr int kRate = 48'000;

inline void writeTone(const std::string& path, double frequency, int seconds) {
    std::vector<std::int16_t> samples(static_cast<std::size_t>(kRate) *
                                      static_cast<std::size_t>(seconds));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<std::int16_t>(
            8'000 * std::sin(2 * M_PI * frequency * static_cast<double>(i) / kRate));
    std::FILE* const file = std::fopen(path.c_str(), "wb");
    const auto number = [file](std::uint32_t value, int bytes) {
        for (int i = 0; i < bytes; ++i)
            std::fputc(static_cast<int>(value >> (8 * i) & 0xff), file);
    };
    const auto size = static_cast<std::uint32_t>(samples.size() * 2);
    std::fwrite("RIFF", 1, 4, file);
    number(36 + size, 4);
    std::fwrite("WAVEfmt ", 1, 8, file);
    number(16, 4);
    number(1, 2);
    number(1, 2);
    number(kRate, 4);
    number(kRate * 2, 4);
    number(2, 2);
    number(16, 2);
    std::fwrite("data", 1, 4, file);
    number(size, 4);
    std::fwrite(samples.data(), 2, samples.size(), file);
    std::fclose(file);
}

inline std::vector<std::int16_t> readWav(const std::string& path) {
    std::vector<std::int16_t> samples;
    std::FILE* const file = std::fopen(path.c_str(), "rb");
    if (file == nullptr)
        return samples;
    std::fseek(file, 44, SEEK_SET);
    std::int16_t sample = 0;
    while (std::fread(&sample, 2, 1, file) == 1)
        samples.push_back(sample);
    std::fclose(file);
    return samples;
}

/// How strong one frequency is in the samples, against everything (Goertzel): near 1 for its tone.
inline double share(const std::vector<std::int16_t>& samples, double frequency) {
    double before = 0;
    double beforeThat = 0;
    double energy = 0;
    const double c = 2 * std::cos(2 * M_PI * frequency / kRate);
    for (const std::int16_t sample : samples) {
        const double next = sample + c * before - beforeThat;
        beforeThat = before;
        before = next;
        energy += static_cast<double>(sample) * sample;
    }
    const double power = before * before + beforeThat * beforeThat - c * before * beforeThat;
    return energy == 0 ? 0 : 2 * power / (energy * static_cast<double>(samples.size()));
}

} // namespace kontor::test
