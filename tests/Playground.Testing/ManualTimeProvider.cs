namespace Playground.Testing;

/// <summary>
/// A clock that moves only when told to. Timers fire from <see cref="Advance"/>, in order, on the thread pool. With
/// <paramref name="leap"/> the clock leaps by itself over every timer that is not longer: pauses take no time and are recorded.
/// </summary>
/// <param name="start">The time it begins at; by default 2030-01-01.</param>
/// <param name="leap">The longest timer that is leaped over; by default none.</param>
public sealed class ManualTimeProvider(DateTimeOffset? start = null, TimeSpan leap = default) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<TimeSpan> _leaps = [];
    private DateTimeOffset _now = start ?? new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The timers leaped over, in order.</summary>
    public IReadOnlyList<TimeSpan> Leaps
    {
        get
        {
            lock (_lock) return [.. _leaps];
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Moves the clock and fires what is due.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_lock)
        {
            DateTimeOffset end = _now + by;
            while (_timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due) is { } next)
            {
                if (next.Due > _now) _now = next.Due.Value;
                next.Fire();
            }

            _now = end;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ManualTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                _period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
                if (Due is null) return true;

                clock._timers.Add(this);
                if (dueTime <= clock.LongestLeap)
                {
                    clock._leaps.Add(dueTime);
                    clock.Advance(dueTime);
                }

                return true;
            }
        }

        /// <summary>Callers hold the lock.</summary>
        public void Fire()
        {
            Due = _period > TimeSpan.Zero ? Due + _period : null;
            if (Due is null) clock._timers.Remove(this);
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }

        public void Dispose()
        {
            lock (clock._lock) clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private TimeSpan LongestLeap { get; } = leap == TimeSpan.Zero ? TimeSpan.MinValue : leap;
}
