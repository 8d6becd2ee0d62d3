using System.Text;
using Playground.Tuf.Json;
using Playground.Tuf.Model;
using Xunit;

namespace Playground.Tuf.Tests.Model;

/// <summary>A file as it was received: what is signed, by whom, and no look inside.</summary>
public sealed class EnvelopeTests
{
    [Fact]
    public void The_payload_is_the_canonical_form_of_the_signed_part_as_it_stands_in_the_file()
    {
        byte[] file = """ { "x" : {"signed":0} , "signed" : { "b" : "\u00e9:" , "a" : {"signed":[]} } , "signatures" : [ ] } """u8.ToArray();

        Envelope envelope = Envelope.Read(file);

        Assert.Equal("""{ "b" : "\u00e9:" , "a" : {"signed":[]} }""", Encoding.UTF8.GetString(envelope.SignedJson.Span));
        Assert.Equal("""{"a":{"signed":[]},"b":"é:"}""", Encoding.UTF8.GetString(envelope.Payload.Span));
        Assert.Empty(envelope.Signatures);
        Assert.Equal(["x"], envelope.UnknownFields.Names);
    }

    [Fact]
    public void Members_of_the_file_may_come_in_any_order_and_with_escaped_names()
    {
        Envelope envelope = Envelope.Read("""{"\u0073igned":{"a":1},"y":2,"signature\u0073":[{"sig":"0aFF","keyid":"k"}]}"""u8.ToArray());

        Assert.Equal("""{"a":1}""", Encoding.UTF8.GetString(envelope.Payload.Span));
        Signature signature = Assert.Single(envelope.Signatures);
        Assert.Equal("k", signature.KeyId.Value);
        Assert.Equal([0x0a, 0xff], signature.Value);
        Assert.True(signature.IsGiven);
    }

    [Fact]
    public void An_empty_signature_is_one_that_is_still_to_be_given()
    {
        Envelope envelope = Envelope.Read("""{"signed":{},"signatures":[{"keyid":"k","sig":""}]}"""u8.ToArray());

        Assert.False(Assert.Single(envelope.Signatures).IsGiven);
    }

    [Fact]
    public void What_is_signed_is_not_looked_into()
    {
        Envelope envelope = Envelope.Read("""{"signed":["no","metadata"],"signatures":[]}"""u8.ToArray());

        Assert.Equal("""["no","metadata"]"""u8, envelope.Payload.Span);
        Refusal.Of(() => envelope.ReadSigned<Root>(), ProblemCodes.WrongType, "$.signed");
    }

    [Theory]
    [InlineData("""{"signatures":[]}""", ProblemCodes.MissingField, "$.signed")]
    [InlineData("""{"signed":{}}""", ProblemCodes.MissingField, "$.signatures")]
    [InlineData("""{}""", ProblemCodes.MissingField, "$.signed")]
    [InlineData("""{"signed":{},"signatures":[],"signed":{}}""", ProblemCodes.DuplicateName, "$.signed")]
    [InlineData("""{"signed":{},"\u0073igned":{},"signatures":[]}""", ProblemCodes.DuplicateName, "$.signed")]
    [InlineData("""{"signed":{},"signatures":{}}""", ProblemCodes.WrongType, "$.signatures")]
    [InlineData("""{"signed":{},"signatures":[7]}""", ProblemCodes.WrongType, "$.signatures[0]")]
    [InlineData("""{"signed":{},"signatures":[{"keyid":"k"}]}""", ProblemCodes.MissingField, "$.signatures[0].sig")]
    [InlineData("""{"signed":{},"signatures":[{"keyid":"a","sig":""},{"sig":""}]}""", ProblemCodes.MissingField, "$.signatures[1].keyid")]
    public void Files_without_their_parts_are_refused(string json, string code, string path) =>
        Refusal.Of(() => Envelope.Read(Encoding.UTF8.GetBytes(json)), code, path);

    [Fact]
    public void Many_unknown_fields_which_anyone_can_send_cost_in_proportion_to_their_bytes()
    {
        string fields = string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"\"{i}\":{i}"));
        (string Shape, byte[] File)[] files =
        [
            ("in the file", Encoding.UTF8.GetBytes($$"""{"signed":{},"signatures":[],{{fields}}}""")),
            ("in a signature", Encoding.UTF8.GetBytes($$"""{"signed":{},"signatures":[{"keyid":"k","sig":"",{{fields}}}]}""")),
        ];
        foreach ((string shape, byte[] file) in files)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Envelope.Read(file);
            long perByte = (GC.GetAllocatedBytesForCurrentThread() - before) / file.Length;

            Assert.True(perByte < 200, $"Unknown fields {shape}: {perByte} bytes of memory per byte.");
        }
    }

    [Fact]
    public void A_signed_part_of_many_members_is_put_in_order_in_one_pass()
    {
        string members = string.Join(',', Enumerable.Range(0, 3000).Select(i => $"\"n{i * 7919 % 3000}\":[]"));
        byte[] file = [.. "{\"signatures\":[],\"signed\":{"u8, .. Encoding.UTF8.GetBytes(members), .. "}}"u8];

        Envelope envelope = Envelope.Read(file);

        Assert.Equal(CanonicalJson.Encode(envelope.SignedJson.Span), envelope.Payload.Span);
    }
}
